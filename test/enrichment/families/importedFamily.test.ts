import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { refreshViews } from '../../../src/bi/refreshViews.js';
import { changeCatalogue } from '../../../src/catalogue/changeCatalogue.js';
import { importedColumn, importedKey, isSourceName } from '../../../src/catalogue/importedColumn.js';
import { runSnapshot } from '../../../src/enrichment/runSnapshot.js';
import { cloneWithSlots } from '../../support/cloneWithSlots.js';
import { type TestDatabase } from '../../support/database.js';
import { openGraph } from '../../support/graph.js';
import { testJob } from '../../support/job.js';
import { addCustomers } from '../../support/sample.js';
import type { DataType } from '../../../src/words/dataTypes.js';

const columns: readonly (readonly [string, DataType])[] = [
  ['INCOME', 'text'],
  ['POINTS', 'decimal'],
  ['CHILDREN', 'integer'],
  ['SINCE', 'date'],
  ['SEEN', 'datetime'],
  ['MEMBER', 'boolean'],
];

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneWithSlots();
  const { client } = database;
  await addCustomers(database, [{ id: 'A' }, { id: 'B' }]);
  await changeCatalogue(
    client,
    () =>
      columns.map(([alias, dataType]) => ({
        kind: 'add',
        alias,
        dataType,
        description: alias,
        definition: importedKey({ source: 'club', name: alias }),
      })),
    { today: '2026-03-02' },
  );
  const attributes = {
    INCOME: '50-74K',
    POINTS: '12.5',
    CHILDREN: '2',
    SINCE: '2020-02-29',
    SEEN: '2026-03-01 10:00:00.123456+00',
    MEMBER: 'false',
  };
  await client`insert into facet.imported_attributes (customer_id, source, attributes, load_id) values
    ('A', 'club', ${client.json(attributes)}, 0), ('A', 'other', ${client.json({ INCOME: 'wrong' })}, 0)`;
  await runSnapshot(testJob(database, '2026-03-02T09:00:00Z'), { from: '2026-02-28', to: '2026-03-01' });
});
afterAll(() => database.drop());

const profileOf = async (id: string): Promise<unknown> => {
  const graph = await openGraph(database);
  const { data, errors } = await graph.ask(
    `query ($id: ID!) { customer(id: $id) { profile { date fields { income points children since seen member } } } }`,
    { id },
  );
  expect(errors).toEqual([]);
  return (data['customer'] as { profile: { fields: unknown } }).profile.fields;
};

test('a snapshot fills the slots of imported columns from their own source, by type', async () => {
  expect(await profileOf('A')).toEqual({
    income: '50-74K',
    points: '12.5',
    children: 2,
    since: '2020-02-29',
    seen: '2026-03-01T10:00:00.123456Z',
    member: false,
  });
});

test('a customer of whom the source says nothing has nulls', async () => {
  expect(Object.values((await profileOf('B')) as object)).toEqual(columns.map(() => null));
});

test('a renamed alias keeps its source', async () => {
  await changeCatalogue(database.client, () => [{ kind: 'rename', from: 'INCOME', to: 'INCOME_BRACKET' }], {
    today: '2026-03-02',
  });
  await runSnapshot(testJob(database, '2026-03-03T09:00:00Z'));
  expect(await profileOf('A')).toMatchObject({ income: '50-74K' });
});

test('a key of the catalogue is taken apart only where it is of an import', () => {
  expect(importedColumn('imported.club.INCOME')).toEqual({ source: 'club', name: 'INCOME' });
  for (const other of [null, 'age', 'imported.Club.A', "imported.a.b'c", 'imported.a', `imported.${'a'.repeat(41)}.b`])
    expect(importedColumn(other)).toBeUndefined();
  expect([isSourceName('club_2'), isSourceName('2club'), isSourceName("a'b")]).toEqual([true, false, false]);
});

test('imported days are not written anew, which would lose them', async () => {
  const { client } = database;
  const [load] = await client<{ id: string }[]>`
    insert into facet.loads (kind, started_at, code_version) values ('import', now(), '0') returning load_id as id`;
  await client`update facet.profile_days set load_id = ${load?.id ?? ''} where profile_date = '2026-03-01'`;
  const again = runSnapshot(testJob(database, '2026-03-03T09:00:00Z'), { from: '2026-02-28', to: '2026-03-02' });
  await expect(again).rejects.toThrow(
    '(days: 1, the first 2026-03-01) would be lost if they were written anew; choose another day.',
  );
});

describe('numbers', () => {
  const digits = ['0.00004', '48.8583701', '12345678901234567.5', '0.30000000000000004', '-1e-90', '7'];

  it('are kept digit for digit, in answers, sums, filters and views', async () => {
    const clone = await cloneWithSlots();
    try {
      const { client } = clone;
      const kinds = [
        ['EXACT', 'decimal'],
        ['MEASURE', 'float'],
        ['WHOLE', 'bigint'],
      ] as const;
      const changes = kinds.map(([alias, dataType]) => ({
        kind: 'add' as const,
        alias,
        dataType,
        description: alias,
        definition: importedKey({ source: 'club', name: alias }),
      }));
      await changeCatalogue(client, () => changes, { today: '2026-03-02' });
      await addCustomers(
        clone,
        [...digits.keys(), 'over'].map((n) => ({ id: `C${n}` })),
      );
      const rows = digits.map((EXACT, n) => ({ customer_id: `C${n}`, attributes: { EXACT, MEASURE: EXACT } }));
      const over = { EXACT: '1e100', MEASURE: '1e-101', WHOLE: '9223372036854775808' };
      for (const { customer_id, attributes } of [...rows, { customer_id: 'Cover', attributes: over }])
        await client`insert into facet.imported_attributes (customer_id, source, attributes, load_id)
          values (${customer_id}, 'club', ${client.json(attributes)}, 0)`;
      const report = await runSnapshot(testJob(clone, '2026-03-02T09:00:00Z'), {
        from: '2026-03-01',
        to: '2026-03-01',
      });
      expect(report.unfit).toBe(2);
      await refreshViews(client);
      const graph = await openGraph(clone);
      const { data, errors } = await graph.ask(`{
        customers(orderBy: [{ column: ID }]) { edges { node { profile { fields { exact measure whole } } } } }
        small: customers(filter: { attributes: [{ name: "EXACT", number: { is: "0.00004" } }] }) { edges { node { id } } }
        customer(id: "C1") { profile { attributes(names: ["EXACT"]) { value formatted } } }
        customersAggregate(filter: { attributes: [{ name: "EXACT", number: { gt: 0 } }] }) {
          edges { node { sum(attribute: "EXACT") } } } }`);
      expect(errors).toEqual([]);
      expect(data).toMatchObject({
        small: { edges: [{ node: { id: 'C0' } }] },
        customer: { profile: { attributes: [{ value: '48.8583701', formatted: '48.8583701' }] } },
        customersAggregate: { edges: [{ node: { sum: '12345678901234623.65841010000000004' } }] },
      });
      const { edges } = data['customers'] as { edges: { node: { profile: { fields: Record<string, unknown> } } }[] };
      const fields = edges.map(({ node }) => node.profile.fields);
      const tiny = `-0.${'0'.repeat(89)}1`;
      expect(fields.map(({ exact }) => exact)).toEqual([...digits.with(4, tiny), null]);
      expect(fields.map(({ measure }) => measure)).toEqual([...digits.map(Number), null]);
      expect(fields.at(-1)?.['whole']).toBeNull();
      const [view] = await client`
        select (sum(exact) filter (where exact > 0))::text as sum, count(whole)::int as whole from bi.vw_customer_profiles_real_field_names`;
      // By hand: 12345678901234567.5 + 48.8583701 + 7 + 0.30000000000000004 + 0.00004.
      expect(view).toEqual({ sum: '12345678901234623.65841010000000004', whole: 0 });
    } finally {
      await clone.drop();
    }
  });
});
