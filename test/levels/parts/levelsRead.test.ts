import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createDoor } from '../../../src/db/door.js';
import type { Statement } from '../../../src/db/sql.js';
import type { MetricsQuestion } from '../../../src/levels/askedMetrics.js';
import { definitionsByName } from '../../../src/levels/definitions.js';
import { findMetricValues } from '../../../src/levels/values.js';
import type { Scope } from '../../../src/scope.js';
import { aggregationLevels, type AggregationLevel } from '../../../src/words/levels.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { openScope } from '../../support/scope.js';
import { openTables } from '../../support/tables.js';
import { fillWorld, randomWorlds, type RandomWorld } from '../randomLevels.js';
import { addDefinitions, addItems, addTree, addValues } from '../sampleLevels.js';

const [march, april] = ['2026-03-01', '2026-04-01'] as const;
const names = ['total', 'rate', 'size', 'mean', 'newest', 'alone', 'heavy', 'share'] as const;
let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase();
  await addDefinitions(database, [
    { name: 'total', entities: 'sum' },
    { name: 'size', entities: 'sum' },
    { name: 'rate', entities: 'weighted_average', weight: 'size' },
    { name: 'mean', entities: 'average' },
    { name: 'newest', entities: 'last' },
    { name: 'alone' },
    { name: 'heavy', entities: 'weighted_average', weight: 'alone' },
    { name: 'share', entities: 'weighted_average', weight: 'visitors' },
    { name: 'visitors', entities: 'distinct_count', base: 'visitor' },
  ]);
});
afterAll(() => database.drop());

/** Questions of few metrics and dates, for which more often nothing below is read, among others. */
const questions = [
  { names: null, dates: null },
  { names: ['rate'], dates: null },
  { names: ['total'], dates: [march] },
  { names: ['mean', 'newest'], dates: [march] },
] as const;

type Question = Pick<MetricsQuestion, 'names' | 'dates'>;

const ask = (level: AggregationLevel, ids: readonly string[], question: Question, given: Partial<Scope> = {}) =>
  findMetricValues(openScope(database, given), { level, app: 'default', ...question }, ids);

describe('values', () => {
  const entitiesOf = ({ tree }: RandomWorld, n: number): string[] => (tree[n] ?? []).map((_, one) => `E${one}`);

  it('are the same for each entity alone, which more often has all of its own, as for all together', async () => {
    let entities = 0;
    await fc.assert(
      fc.asyncProperty(randomWorlds([march, april], names), async (world) => {
        await fillWorld(database, world);
        for (const [n, level] of aggregationLevels.entries()) {
          const ids = entitiesOf(world, n);
          for (const question of questions) {
            const together = await ask(level, ids, question);
            const alone: unknown[] = [];
            for (const id of ids) alone.push(...(await ask(level, [id], question)));
            expect(alone).toEqual(together);
          }
          entities += ids.length;
        }
      }),
      { numRuns: 4 },
    );
    expect(entities).toBeGreaterThan(20);
  }, 240_000);

  it('of customers are the same where definitions are held in memory, which says whether anything is counted', async () => {
    const tables = openTables(database);
    await tables.hold(definitionsByName);
    const asked = [['total'], ['share'], ['rate', 'mean'], ['visitors'], ['total', 'nobody knows'], null];
    const read = asked.map(() => new Set<boolean>());
    await fc.assert(
      fc.asyncProperty(randomWorlds([march, april], names), async (world) => {
        await fillWorld(database, world);
        for (const [n, some] of asked.entries()) {
          const statements: Statement[] = [];
          const db = createDoor(database.client, { onStatement: (statement) => void statements.push(statement) });
          const question = { names: some, dates: null };
          const held = await ask('CUSTOMER', entitiesOf(world, 0), question, { db, cached: tables.cached });
          expect(held).toEqual(await ask('CUSTOMER', entitiesOf(world, 0), question));
          read[n]?.add(/metric_base_rows/.test(statements[0]?.text ?? ''));
        }
      }),
      { numRuns: 10 },
    );
    expect(read.map((kinds) => [...kinds])).toEqual([[false], [false], [false], [true], [true], [true]]);
  });

  it('of customers are none where the metric is kept at other levels, in memory too', async () => {
    const { client } = database;
    const tables = openTables(database);
    await addTree(database, { customers: [['C', null]] });
    await addValues(database, [{ level: 'CUSTOMER', id: 'C', name: 'alone', day: march, value: '3' }]);
    const question = { names: ['alone'], dates: null };
    const values = async () => {
      await tables.hold(definitionsByName);
      return (await ask('CUSTOMER', ['C'], question, { cached: tables.cached })).flat().map(({ value }) => value);
    };
    expect(await values()).toEqual(['3']);
    await client`update facet.metric_definitions set levels = '{ACCOUNT}' where metric_name = 'alone'`;
    expect(await values()).toEqual([]);
    await client`update facet.metric_definitions set levels = '{}' where metric_name = 'alone'`;
  });
});

describe('a statement', () => {
  /** Whether customers are read for a question about accounts. */
  async function areCustomersRead(ids: readonly string[], some: readonly string[], dates: string[] | null = null) {
    const statements: Statement[] = [];
    const db = createDoor(database.client, { onStatement: (statement) => statements.push(statement) });
    const question = { level: 'ACCOUNT', app: 'default', names: some, dates } as const;
    await findMetricValues(openScope(database, { db }), question, ids);
    const [{ text, values } = { text: '', values: [] }] = statements;
    const plan = await database.client.unsafe(`explain (analyze, costs off, timing off) ${text}`, values as string[]);
    const line = plan.map((row) => String(row['QUERY PLAN'])).find((one) => one.includes(' on customers'));
    expect(line).toBeDefined();
    return line?.includes('never executed') === false;
  }

  beforeAll(async () => {
    await database.client`truncate facet.metric_values, facet.metric_base_rows, facet.customers, facet.accounts, facet.contracts,
      facet.companies, facet.industries`;
    await addTree(database, {
      accounts: [
        ['A1', null],
        ['A2', null],
      ],
      customers: [
        ['P1', 'A1'],
        ['P2', 'A2'],
      ],
    });
    const of = (level: AggregationLevel, id: string, name: string, day: string, value: string | null = '1') => ({
      level,
      id,
      name,
      day,
      value,
    });
    await addValues(database, [
      of('CUSTOMER', 'P1', 'total', march, '5'),
      of('CUSTOMER', 'P2', 'total', march, '7'),
      of('ACCOUNT', 'A1', 'total', march, null),
      of('ACCOUNT', 'A1', 'total', april),
      of('ACCOUNT', 'A2', 'total', april),
      of('CUSTOMER', 'P1', 'alone', march),
      of('CUSTOMER', 'P1', 'size', march),
      of('ACCOUNT', 'A1', 'size', march),
      of('ACCOUNT', 'A1', 'rate', march),
      of('CUSTOMER', 'P1', 'newest', '2026-03-15'),
      of('ACCOUNT', 'A1', 'newest', march),
      of('ACCOUNT', 'A1', 'newest', april),
    ]);
    await addItems(database, [{ level: 'CUSTOMER', id: 'P1', base: 'visitor', day: march, item: 'ann' }]);
  });

  it('reads nothing below entities that have a value of their own wherever one is stored below', async () => {
    expect(await areCustomersRead(['A1'], ['total'])).toBe(false);
    expect(await areCustomersRead(['A1'], ['total', 'size'])).toBe(false);
    // Nothing is stored below on this date.
    expect(await areCustomersRead(['A1', 'A2'], ['total'], [april])).toBe(false);
    // It is not put together across entities.
    expect(await areCustomersRead(['A1'], ['alone'])).toBe(false);
    expect(await areCustomersRead(['A1'], ['mean'])).toBe(false);
  });

  it('reads them where one of the entities lacks a value on a date, or something is counted or weighed there', async () => {
    expect(await areCustomersRead(['A1', 'A2'], ['total'])).toBe(true);
    expect(await areCustomersRead(['A1'], ['newest'])).toBe(true);
    expect(await areCustomersRead(['A1'], ['visitors'])).toBe(true);
    expect(await areCustomersRead(['A1'], ['rate'])).toBe(true);
  });
});
