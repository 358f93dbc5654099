import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Sql } from '../../src/db/client.js';
import { withRollback } from '../../src/db/withRollback.js';
import { readConfig } from '../../src/config.js';
import { ownChecks } from '../../src/validation/ownChecks.js';
import { failingRows } from '../../src/validation/run/failingRows.js';
import { readPass } from '../../src/validation/run/readPass.js';
import { readSamples } from '../../src/validation/run/readSamples.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { cases, type Case } from './cases.js';
import { insertRows } from './insertRows.js';
import type { Rows } from './sampleRows.js';

const checks = ownChecks({ keys: readConfig({}).validation, now: new Date('2026-06-01T12:00:00Z') });

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

const named = ({ check, table }: Pick<Case, 'check' | 'table'>): string => `${check} ${table}`;

const keyText = (key: readonly (string | null)[]): string => key.map(String).join(' / ');

/** What a check finds of some rows: its figures, the keys that its statement finds, and those that are shown. */
async function find({ check: id, table }: Case, ...rows: readonly Rows[]) {
  const check = checks.find((one) => one.id === id && one.rows.table === table);
  if (check === undefined) throw new Error(`There is no check ${id} of ${table}`);
  const found = { evaluated: 0, failing: 0, keys: [] as string[], samples: [] as string[] };
  await withRollback(database.client, async (client: Sql) => {
    for (const some of rows) await insertRows(client, some);
    const { sources, samples: grouped } = await readPass(
      client,
      { rows: check.rows, checks: [check], columns: [] },
      'UTC',
    );
    for (const one of sources.get(check) ?? []) {
      found.evaluated += one.evaluated;
      found.failing += one.failing;
    }
    found.keys = (await client.unsafe(failingRows(check)).values()).map((key) => keyText(key as string[])).toSorted();
    const samples = async (isRare: boolean) =>
      (await readSamples(client, check.rows, [check], () => isRare)).get(check) ?? [];
    found.samples = (check.rows.isTable ? await samples(true) : (grouped.get(check) ?? [])).map(keyText);
    if (check.rows.isTable) expect(await samples(false)).toHaveLength(found.samples.length);
  });
  return found;
}

describe('every check', () => {
  it('has a case here', () => {
    expect(cases.map(named).toSorted()).toEqual(
      checks.map(({ id, rows }) => named({ check: id, table: rows.table })).toSorted(),
    );
  });

  it.each(cases.map((one) => [named(one), one] as const))('%s fails exactly the rows that are bad', async (_, one) => {
    const { good, bad, keys, evaluated, failing = keys.length } = one;
    const found = await find(one, good, bad);
    expect(found).toEqual({ evaluated, failing, keys: [...keys].toSorted(), samples: expect.any(Array) });
    expect(found.samples).toHaveLength(one.check === 'IN_PRODUCT_UNIQUE' ? 0 : Math.min(keys.length, 5));
    expect(keys).toEqual(expect.arrayContaining(found.samples));
  });

  it.each(cases.map((one) => [named(one), one] as const))('%s passes all rows that are good', async (_, one) => {
    const found = await find(one, one.good);
    expect([found.failing, found.keys, found.samples]).toEqual([0, [], []]);
  });

  it('has words that are sentences, and one set of them for all tables', () => {
    for (const { failsWhen, remedy } of checks) {
      expect(failsWhen).toMatch(/^[A-Z].*\.$/);
      expect(remedy).toMatch(/^[A-Z].*\.$/);
    }
    const words = new Map(checks.map(({ id, title, failsWhen }) => [id, `${title} ${failsWhen}`]));
    expect(checks.filter((one) => words.get(one.id) !== `${one.title} ${one.failsWhen}`)).toEqual([]);
  });
});

describe('lines without a catalogue of products', () => {
  it('have nothing to be compared with', async () => {
    const one = cases.find(({ check }) => check === 'TXN_NO_CATEGORY') as Case;
    const found = await find(one, { unified_itemized_transactions: one.bad['unified_itemized_transactions'] ?? [] });
    expect([found.evaluated, found.failing]).toEqual([0, 0]);
  });
});
