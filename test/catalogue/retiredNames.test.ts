import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse, validate } from 'graphql';
import { changeCatalogue } from '../../src/catalogue/changeCatalogue.js';
import type { CatalogueChange } from '../../src/catalogue/changes.js';
import { readCatalogue } from '../../src/catalogue/readCatalogue.js';
import { watchCatalogue } from '../../src/catalogue/watchCatalogue.js';
import { runSnapshot } from '../../src/enrichment/runSnapshot.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openGraph } from '../support/graph.js';
import { testJob } from '../support/job.js';
import { addCustomers } from '../support/sample.js';
import { add, rename, retire } from './sampleCatalogue.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase();
  await addCustomers(database, [{ id: 'A', birthdate: '1990-03-01' }]);
  await runSnapshot(testJob(database, '2026-03-31T09:00:00Z'), { from: '2026-03-30', to: '2026-03-30' });
});
afterAll(() => database.drop());

const change = (graceSeconds: number, ...changes: CatalogueChange[]) =>
  changeCatalogue(database.client, () => changes, { today: '2026-03-31', graceSeconds });

const open = () => openGraph(database, '2026-03-31');

const fieldOf = (name: string) => `{ customer(id: "A") { profile { fields { ${name} } } } }`;

/** Ends the time of all retired names. */
const endGrace = () => database.client`update facet.retired_field_names set answers_until = clock_timestamp()`;

describe('a former name that was taken away', () => {
  it('is not shown any more, and answered by its field with the same statements until its time is over', async () => {
    await change(600, rename('AGE', 'AGE_IN_YEARS'));
    const before = await (await open()).ask(fieldOf('age'));
    const [plan] = await change(600, retire('AGE'));
    expect(plan?.sentence).toMatch(
      /^The former name "AGE" of "AGE_IN_YEARS" \(FIELD\d+\) no longer answers; the schema shows it no longer, and queries with its field are answered for 600 s\.$/,
    );
    const graph = await open();
    expect(await graph.ask(fieldOf('age'))).toEqual(before);
    expect(before.data).toEqual({ customer: { profile: { fields: { age: 36 } } } });

    const { data } = await graph.ask('{ _service { sdl } __type(name: "ProfileFields") { fields { name } } }');
    const { _service, __type } = data as { _service: { sdl: string }; __type: { fields: { name: string }[] } };
    expect(_service.sdl).toContain('  ageInYears: Int');
    expect(_service.sdl).not.toMatch(/^\s+age\b/m);
    expect(__type.fields.map(({ name }) => name)).not.toContain('age');
    const [error] = validate(graph.schema, parse(fieldOf('ago')));
    expect(error?.message).not.toContain('"age"');

    await endGrace();
    const after = await (await open()).ask(fieldOf('age'));
    expect(after.errors.map(({ message }) => message)).toEqual([
      expect.stringContaining('Cannot query field "age" on type "ProfileFields".'),
    ]);
    expect(after.statements).toEqual([]);
  });

  it('is refused at once without a time of grace, and what is over is forgotten', async () => {
    await change(600, rename('CITY', 'TOWN'));
    await change(0, retire('CITY'));
    expect(await database.client`select * from facet.retired_field_names`).toEqual([]);
    expect((await (await open()).ask(fieldOf('city'))).errors).toHaveLength(1);
  });

  it('is no retired name when it is given again', async () => {
    await change(600, rename('STATE', 'REGION'));
    await change(600, retire('STATE'), rename('REGION', 'STATE'));
    const { retired, namesByGraphqlName } = await readCatalogue(database.client);
    expect([retired.has('state'), namesByGraphqlName.has('state')]).toEqual([false, true]);
  });
});

it('the names of a meaning that is taken back are null in the time of grace', async () => {
  await change(600, add('POINTS', { from: '2027-01-01' }), rename('POINTS', 'LOYALTY_POINTS'));
  const [plan] = await change(600, retire('LOYALTY_POINTS'));
  expect(plan?.do).toBe('delete');
  const { retired, retiredFor } = await readCatalogue(database.client);
  expect([...retired.keys()]).toEqual(['loyaltyPoints', 'points']);
  expect(retiredFor).toBeGreaterThan(0);
  expect(retiredFor).toBeLessThanOrEqual(600);
  const { data, errors } = await (await open()).ask(fieldOf('points loyaltyPoints'));
  expect(errors).toEqual([]);
  expect(data).toEqual({ customer: { profile: { fields: { points: null, loyaltyPoints: null } } } });
});

it('a process that does not look for changes sees the end of the time of grace', async () => {
  await endGrace();
  await change(0.5, rename('COUNTRY', 'LAND'), retire('COUNTRY'));
  const seen: boolean[] = [];
  const watch = await watchCatalogue(database.client, {
    listen: false,
    pollSeconds: 3600,
    onChange: ({ retired }) => void seen.push(retired.has('country')),
    onError: (error) => {
      throw error;
    },
  });
  try {
    for (const end = Date.now() + 10_000; watch.current.retired.size > 0 && Date.now() < end;) await delay(10);
    expect(watch.current.retired.size).toBe(0);
    expect(seen.at(-1) ?? false).toBe(false);
  } finally {
    await watch.stop();
  }
});
