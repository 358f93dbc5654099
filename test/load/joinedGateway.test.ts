import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { changeCatalogue } from '../../src/catalogue/changeCatalogue.js';
import { runSnapshot } from '../../src/enrichment/runSnapshot.js';
import { packageRoot } from '../../src/lib/process/packageRoot.js';
import { loyalty, loyaltyWith } from '../joining/loyalty.js';
import type { GatewayAnswer } from '../joining/openGateway.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { startSubgraph, type SubgraphTrouble } from '../support/federation/startSubgraph.js';
import { testJob } from '../support/job.js';
import { createRandom, type Random } from '../support/load/random.js';
import { addCustomers } from '../support/sample.js';
import { joinedQuestions } from './joinedQuestions.js';

/** How long it takes; `FACET_LOAD_MINUTES=60` for the hour. */
const minutes = Number(process.env['FACET_LOAD_MINUTES'] ?? '0.75');
const clients = 6;

const troubles: readonly SubgraphTrouble[] = [
  { reset: true },
  { delay: 3000 },
  { status: 503, body: 'busy', headers: { 'content-type': 'text/plain' } },
  { body: '{"data": {"_entities": [null' },
  { body: '<html>', headers: { 'content-type': 'text/html' } },
  { status: 302, headers: { location: '/' } },
  { respond: (response) => void response.writeHead(200, { 'content-type': 'application/json' }).write('{') },
  { body: (answer) => answer.slice(0, answer.length / 2) },
];

/** The gateway in a process of its own. */
async function startGateway({ target }: TestDatabase, keys: object) {
  const args = [
    '--expose-gc',
    '--import',
    'tsx',
    'test/load/joinedChild.ts',
    JSON.stringify(target),
    JSON.stringify(keys),
  ];
  const child = spawn(process.execPath, args, { cwd: packageRoot, stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<string> => String((await lines.next()).value);
  const url = await next();
  return {
    url,
    async heap() {
      child.stdin.write('heap\n');
      return Number(await next());
    },
    async ask(query: string): Promise<GatewayAnswer> {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
      return { status: response.status, headers: response.headers, ...((await response.json()) as object) };
    },
    async stop() {
      const ended = new Promise((resolve) => child.once('close', resolve));
      child.stdin.end('stop\n');
      await ended;
    },
  };
}

/** The remote, whose life is hard until `going` ends; it dies and comes back, stalls, changes its SDL, and our catalogue changes. */
async function makeTrouble({ client }: TestDatabase, random: Random, state: { going: boolean }, port: number) {
  let remote = await startSubgraph(loyalty, {}, port);
  let name = 'CITY';
  for (let n = 0; state.going; n += 1) {
    await delay(300 + random.below(700));
    const what = random.below(4);
    if (what === 0) {
      await remote.stop();
      await delay(random.below(1500));
      remote = await startSubgraph(loyaltyWith(`motto${n}`), {}, port);
    } else if (what === 1) remote.change(loyaltyWith(`motto${n}`));
    else if (what === 2) {
      const to = `CITY_${n}`;
      await changeCatalogue(client, () => [{ kind: 'rename', from: name, to }], { today: '2026-03-31' });
      name = to;
    } else {
      remote.trouble = random.pick(troubles);
      await delay(random.below(2500));
      remote.trouble = {};
    }
  }
  return remote;
}

it(
  `${minutes} minutes of a remote in trouble and of changed schemas: every answer is right or says what is missing, and memory stays flat`,
  async () => {
    const database = await cloneDatabase();
    const customers = Array.from({ length: 30 }, (_, n) => ({
      id: `C${n}`,
      givenName: `Name of C${n}`,
      birthdate: '1990-03-01',
    }));
    await addCustomers(database, customers);
    await runSnapshot(testJob(database, '2026-03-31T09:00:00Z'), { from: '2026-03-30', to: '2026-03-30' });
    const first = await startSubgraph(loyalty);
    const port = Number(new URL(first.url).port);
    const settings = { timeoutSeconds: 1, breaker: { failures: 5, seconds: 0.5 } };
    const subgraphs = [{ name: 'loyalty', url: first.url, ...settings }];
    const gateway = await startGateway(database, { pollSeconds: 0.5, subgraphs });
    await first.stop();
    const random = createRandom(19);
    const state = { going: true };
    const odd: string[] = [];
    const tally = { asked: 0, whole: 0 };
    const asking = Array.from({ length: clients }, async () => {
      while (state.going) {
        const { query, fault } = random.pick(joinedQuestions);
        const answer = await gateway.ask(query);
        const found = fault(answer);
        if (found !== undefined && odd.length < 20) odd.push(`${query}: ${found}`);
        tally.asked += 1;
        if (answer.errors === undefined) tally.whole += 1;
        await delay(5);
      }
    });
    const hardLife = makeTrouble(database, random, state, port);
    const heap: number[] = [];
    for (let n = 0; n < 10; n += 1) {
      await delay(minutes * 6000);
      heap.push(await gateway.heap());
    }
    state.going = false;
    await Promise.all(asking);
    const remote = await hardLife;
    // Nothing is left of it.
    const [{ query }] = joinedQuestions as [(typeof joinedQuestions)[number]];
    for (const end = Date.now() + 20_000; (await gateway.ask(query)).errors !== undefined; await delay(100))
      if (Date.now() > end) throw new Error('The breaker did not close');
    process.stderr.write(`${tally.asked} answers, ${tally.whole} of them whole; heap ${heap.join(', ')} MB\n`);
    await gateway.stop();
    await remote.stop();
    await database.drop();
    expect(odd).toEqual([]);
    expect(tally.whole).toBeGreaterThan(tally.asked / 5);
    expect(tally.whole).toBeLessThan(tally.asked);
    // From three tenths of the time on: what is still warming up has warmed up.
    expect((heap.at(-1) as number) - (heap[2] as number)).toBeLessThan(20);
  },
  minutes * 60_000 + 120_000,
);
