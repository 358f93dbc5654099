import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openUrl, runFacet, startFacet } from '../support/facet.js';
import { until } from '../gateway/testServer.js';
import { whereTextStands } from './fillPerson.js';
import { addTwo, alpha, rowsWith } from './twoPersons.js';

let database: TestDatabase;
let reached: Awaited<ReturnType<typeof openUrl>>;

beforeAll(async () => {
  database = await cloneDatabase();
  await addTwo(database.client);
  reached = await openUrl(database);
});
afterAll(async () => {
  reached?.close();
  await database?.drop();
});

it('forgets nobody by half: killed in the middle and run again, it ends as without', async () => {
  const { client } = database;
  const environment = { DATABASE_URL: reached.url };
  const [alphas, betas] = [await rowsWith(client, 'alphabird'), await rowsWith(client, 'betabird')];
  const holder = await client.reserve();
  try {
    // A row of one of the last tables: what comes before is done by then.
    await holder`begin`;
    await holder`select from facet.validation_results where check_id = 'alpha' for update`;
    const child = startFacet(['forget', alpha.id], environment);
    const ended = new Promise((resolve) => child.once('close', resolve));
    await until(async () => {
      const [waiting] = await client`
        select from pg_stat_activity where application_name = 'facet forget' and wait_event_type = 'Lock'`;
      return waiting !== undefined;
    });
    child.kill('SIGKILL');
    await ended;
    await holder`rollback`;
  } finally {
    holder.release();
  }
  await until(async () => {
    const left = await client`
      select from pg_stat_activity where application_name = 'facet forget' and datname = current_database()`;
    return left.length === 0;
  });
  await delay(50);
  expect(await rowsWith(client, 'alphabird')).toEqual(alphas);
  expect(await client`select from facet.forgotten_hashes`).toHaveLength(0);

  const { code, stdout } = await runFacet(
    ['forget', '--identifier', `${alpha.name} system:${alpha.name} value`],
    environment,
  );
  expect({ code, last: stdout.trim().split('\n').at(-1) }).toEqual({
    code: 0,
    last: expect.stringMatching(/^Receipt [0-9a-f-]{36} of /),
  });
  expect(stdout).not.toMatch(/alphabird|7000001/i);
  for (const text of Object.values(alpha)) expect(await whereTextStands(client, text)).toEqual([]);
  expect(await rowsWith(client, 'betabird')).toEqual(betas);
}, 60_000);
