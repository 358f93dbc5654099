import type { ChildProcess } from 'node:child_process';
import { afterAll, describe, expect, it } from '@jest/globals';
import { runFacet, startFacet, waitForLine } from '../support/facet.js';
import { makeTestFolder, removeTestFolder } from '../support/testFolder.js';

const folder = makeTestFolder(' with a space');
const started: ChildProcess[] = [];
afterAll(async () => {
  for (const child of started) child.kill('SIGKILL');
  await removeTestFolder(await folder);
});

const environment = async () => ({ FACET_DATA_DIR: `${await folder}/data dir`, PORT: '0' });

async function start(): Promise<{ server: ChildProcess; url: string }> {
  const server = startFacet(['serve'], await environment());
  started.push(server);
  const [, url = ''] = await waitForLine(server, 'stdout', /Facet answers at (\S+)\/graphql/);
  return { server, url };
}

const closed = (child: ChildProcess): Promise<number | null> => new Promise((resolve) => child.once('close', resolve));

async function ask(url: string): Promise<unknown> {
  const query = `{ customer(id: "1111113001034507") { id profile { date fields {
    ecomTotalNetSalesAmount ecomTotalNetSalesAmount1m } } } }`;
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return response.json();
}

const amount = expect.stringMatching(/^\d+(\.\d{1,4})?$/);
const answer = {
  data: {
    customer: {
      id: '1111113001034507',
      profile: {
        date: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
        fields: { ecomTotalNetSalesAmount: amount, ecomTotalNetSalesAmount1m: amount },
      },
    },
  },
};

// One story in order, on one data directory.
describe('the embedded database', () => {
  it('is made, filled and served by the first start, and left in order by Ctrl-C', async () => {
    const { server, url } = await start();
    expect(await ask(url)).toEqual(answer);
    const second = await runFacet(['serve'], await environment());
    expect(second).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/is already being served by process \d+\./),
    });
    expect(await ask(url)).toEqual(answer);
    server.kill('SIGINT');
    expect(await closed(server)).toBe(0);
  });

  it('is adopted after a SIGKILL left its server running', async () => {
    const first = await start();
    first.server.kill('SIGKILL');
    await closed(first.server);
    const { server, url } = await start();
    expect(await ask(url)).toEqual(answer);
    server.kill('SIGTERM');
    expect(await closed(server)).toBe(0);
  });
});
