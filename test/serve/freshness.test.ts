import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { readConfig } from '../../src/config.js';
import { serve, type Serving } from '../../src/serve.js';
import { cloneWithSlots } from '../support/cloneWithSlots.js';
import { type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let serving: Serving;

beforeAll(async () => {
  database = await cloneWithSlots();
  serving = await serve({ ...readConfig({}), port: 0 }, database.target, pino({ level: 'silent' }));
});
afterAll(async () => {
  await serving.stop();
  await database.drop();
});

const ready = async (): Promise<unknown> => (await fetch(`${serving.url}/health/ready`)).json();

async function addLoad(kind: string, finishedAt: string | null, inputs: object, result: object | null): Promise<void> {
  const { client } = database;
  await client`
    insert into facet.loads (kind, started_at, finished_at, code_version, inputs, result)
    values (${kind}, now(), ${finishedAt}, '0', ${client.json(inputs as never)}, ${result === null ? null : client.json(result as never)})`;
}

// One story in order.
it('says of an empty database that there is nothing', async () => {
  expect(await ready()).toEqual({
    status: 'ready',
    newestCompleteDay: 'no snapshot',
    activityUntil: 'none',
    lastEnrichment: 'none',
    lastDaily: 'none',
  });
});

it('tells how far activity, enrichment and daily runs have come, of the finished ones', async () => {
  const { client } = database;
  await client`insert into facet.profile_days values ('2026-03-30', 0, 0, true), ('2026-03-31', 0, 0, false)`;
  await client`insert into facet.activity_rollup (settings, last_day, load_id) values ('', '2026-03-29', 0)`;
  await addLoad('enrich', '2026-03-31T03:35:00Z', { asOf: '2026-03-30' }, { customers: 3 });
  await addLoad('enrich', null, { asOf: '2026-03-31' }, null);
  await addLoad('enrich', '2026-04-01T03:31:00Z', { asOf: '2026-03-31' }, { error: 'No.' });
  await addLoad('daily', '2026-03-31T03:36:00.5Z', {}, { days: ['2026-03-30'] });
  await addLoad('daily', null, {}, null);
  expect(await ready()).toEqual({
    status: 'ready',
    newestCompleteDay: '2026-03-30',
    activityUntil: '2026-03-29',
    lastEnrichment: { asOf: '2026-03-30', finishedAt: '2026-03-31T03:35:00Z' },
    lastDaily: { finishedAt: '2026-03-31T03:36:00.5Z', ok: true },
  });
});

it('names the step of a daily run that failed, not its sentence', async () => {
  await addLoad('daily', '2026-04-01T03:30:02Z', {}, { step: 'import', error: 'There is no file /secret/people.csv.' });
  const answer = await ready();
  expect(answer).toMatchObject({ lastDaily: { finishedAt: '2026-04-01T03:30:02Z', ok: false, failedStep: 'import' } });
  expect(JSON.stringify(answer)).not.toContain('secret');
});
