import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { packageRoot } from '../../../src/lib/process/packageRoot.js';
import type { DataReadiness, NeedFound } from '../../../src/validation/readiness/DataReadiness.js';
import { findModelNeeds } from '../../../src/validation/readiness/modelNeeds.js';
import { readReadiness } from '../../../src/validation/runValidation.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { testJob } from '../../support/job.js';
import { insertRows } from '../insertRows.js';
import { customer, line, order, product } from '../sampleRows.js';

let database: TestDatabase;
let empty: DataReadiness;
let filled: DataReadiness;

const read = (): Promise<DataReadiness> => readReadiness(testJob(database, '2026-06-01T12:00:00Z'));

beforeAll(async () => {
  database = await cloneDatabase();
  empty = await read();
  await insertRows(database.client, {
    customers: [customer('c1', { given_name: 'Ada', city: 'Paris' }), customer('c2')],
    unified_itemized_transactions: [line('a'), line('b')],
    unified_transactions: [
      order('a', { order_datetime: '2021-05-31T12:00:00Z' }),
      order('b'),
      order('c', { customer_id: 'c2', order_datetime: '2026-05-31T12:00:00Z' }),
      order('d', { customer_id: '' }),
    ],
    products: [product('p1'), product('p2')],
  });
  filled = await read();
});
afterAll(() => database.drop());

const needsOf = ({ features }: DataReadiness, id: string): readonly NeedFound[] =>
  features.find((one) => one.id === id)?.needs ?? [];

const stateOf = (found: DataReadiness, feature: string, table: string, column: string | null = null) =>
  needsOf(found, feature).find((need) => need.table === table && need.column === column);

describe('readiness', () => {
  it('of an empty database: every column is there and empty, and no feature is ready', () => {
    expect(empty.features.map(({ id, isReady }) => [id, isReady])).toEqual([
      ['SEGMENTS', false],
      ['CAMPAIGNS', false],
      ['SEGMENT_INSIGHTS', false],
      ['REACHABLE_CUSTOMERS', false],
      ['PURCHASE_BEHAVIOURS', false],
      ['PREDICTIVE_MODELLING', false],
      ['PRODUCT_AFFINITY', false],
      ['MULTI_BRAND', false],
    ]);
    const states = empty.features.flatMap(({ needs }) => needs.map(({ state }) => state));
    expect(new Set(states)).toEqual(new Set(['EMPTY']));
    const remedies = empty.features.flatMap(({ needs }) => needs.map(({ remedy }) => remedy));
    expect(remedies.filter((remedy) => !/^[A-Z].*\.$/.test(remedy ?? ''))).toEqual([]);
  });

  it('tells what has values, what is empty and allowed, and what to do', () => {
    expect(stateOf(filled, 'SEGMENTS', 'customers')).toEqual({
      table: 'customers',
      column: null,
      state: 'PRESENT',
      optional: false,
      rows: 2,
      remedy: null,
    });
    expect(stateOf(filled, 'CAMPAIGNS', 'customers', 'city')).toMatchObject({ state: 'PRESENT', rows: 1 });
    expect(stateOf(filled, 'CAMPAIGNS', 'customers', 'state')).toMatchObject({
      state: 'EMPTY',
      rows: 0,
      remedy: 'No row of customers has a state, which is allowed: map it where a source has it.',
    });
    expect(stateOf(filled, 'CAMPAIGNS', 'unified_scores')).toMatchObject({ state: 'EMPTY', optional: true });
    expect(filled.features.filter(({ isReady }) => isReady).map(({ id }) => id)).toEqual([
      'SEGMENTS',
      'PURCHASE_BEHAVIOURS',
      'PRODUCT_AFFINITY',
      'MULTI_BRAND',
    ]);
  });

  it('tells a column that is missing, and one whose type was changed', async () => {
    await database.client`alter table facet.customer_attributes rename column contactable_email to contact_email`;
    await database.client`alter table facet.transaction_attributes_extended alter column one_and_done type text`;
    const found = await read();
    expect(stateOf(found, 'REACHABLE_CUSTOMERS', 'customer_attributes', 'contactable_email')).toMatchObject({
      state: 'MISSING',
      rows: null,
    });
    expect(found.rules.find(({ id }) => id === 'R7')).toMatchObject({
      isMet: false,
      found: 'Changed or missing: transaction_attributes_extended.one_and_done, customer_attributes.contactable_email.',
    });
    await database.client`alter table facet.customer_attributes rename column contact_email to contactable_email`;
    await database.client`alter table facet.transaction_attributes_extended alter column one_and_done type boolean using null`;
  });

  it('judges the rules for all features', () => {
    expect(filled.rules.map(({ id, isMet }) => [id, isMet])).toEqual([
      ['R1', true],
      ['R2', true],
      ['R3', true],
      ['R4', false],
      ['R5', true],
      ['R6', false],
      ['R7', true],
    ]);
    expect(filled.rules[5]?.found).toBe('transaction_attributes_extended has no rows.');
    expect(filled.rules[2]?.found).toContain('customers.loyalty_id');
  });

  it('measures what models need', () => {
    expect(filled.models.map(({ id, measured, isMet }) => [id, measured, isMet])).toEqual([
      ['HISTORY', 5, true],
      ['PURCHASERS', 2, false],
      ['REPEATERS', 50, true],
      ['CATEGORIES', 1, false],
      ['FRESHNESS', 1, true],
    ]);
    expect(empty.models.map(({ measured, isMet }) => [measured, isMet])).toEqual([
      [null, false],
      [0, false],
      [null, false],
      [0, false],
      [null, false],
    ]);
    const now = new Date('2026-01-01T00:00:00Z');
    const span = { first: '2022-01-02T00:00:00Z', last: '2025-12-31T00:00:00Z' };
    const enough = findModelNeeds({ span, now }, { purchasers: 1000, repeaters: 100, categories: 2000 });
    expect(enough.map(({ isMet }) => isMet)).toEqual([true, true, true, true, true]);
  });

  it('names the tables that Facet does not have', () => {
    expect(filled.missingTables.flatMap(({ checks }) => checks)).toHaveLength(11);
  });
});

/** The public document that names the features and fields; it is not part of the product. */
const document = join(packageRoot, '..', 'shared', 'seeds', 'enable-activations.txt');
const isThere = existsSync(document);
if (!isThere)
  process.stdout.write(`The suite "the field table of the document" did not run: there is no ${document}.\n`);
test(isThere ? 'the document is there' : 'skipped: the document is not there', () => {});

const features: Readonly<Record<string, string>> = {
  '**Campaigns** page': 'CAMPAIGNS',
  '*Predictive modeling*': 'PREDICTIVE_MODELLING',
  'Segment insights': 'SEGMENT_INSIGHTS',
};

const tables: Readonly<Record<string, string>> = {
  'Merged Customers': 'customers',
  'Unified Customers': 'unified_customers',
  'Unified Transactions': 'unified_transactions',
  'Transaction Attributes Extended': 'transaction_attributes_extended',
};

/** Where Facet has what the document names no table for. */
const homes: Readonly<Record<string, string>> = {
  item_discount_amount: 'unified_itemized_transactions',
  product_id: 'unified_itemized_transactions',
  product_category: 'products',
};

interface Field {
  readonly column: string;
  readonly uses: readonly string[];
  readonly tables: readonly string[];
}

function fieldsIn(text: string): Field[] {
  const list = text.slice(
    text.indexOf('list-table::'),
    text.indexOf('add-campaigns-data-requirements-fields-table-end'),
  );
  return list
    .split(/\n   \* - /)
    .slice(2)
    .map((row) => {
      const [name = '', uses = '', rest = ''] = row.split(/\n     - /);
      const column = name.trim().replaceAll('*', '');
      const named = [...rest.matchAll(/\* \*\*(.+?)\*\*/g)].map(([, table = '']) => tables[table] ?? table);
      return {
        column: column === 'amperity_id' ? 'customer_id' : column,
        uses: uses
          .split('\n')
          .map((use) => use.trim())
          .filter((use) => use !== ''),
        tables: named.length === 0 ? [homes[column] ?? ''] : named,
      };
    });
}

(isThere ? describe : describe.skip)('the field table of the document', () => {
  const text = isThere ? readFileSync(document, 'utf8') : '';
  const fields = fieldsIn(text);

  it('is read whole', () => {
    expect(fields).toHaveLength(21);
    expect(fields.flatMap(({ uses }) => uses).filter((use) => features[use] === undefined)).toEqual([]);
  });

  it('is named by readiness: each column, of each table, for each feature', () => {
    const lacking = fields.flatMap(({ column, uses, tables: named }) =>
      uses.flatMap((use) =>
        named
          .filter((table) => stateOf(filled, features[use] ?? '', table, column) === undefined)
          .map((table) => `${features[use]} ${table}.${column}`),
      ),
    );
    expect(lacking).toEqual([]);
  });

  it('is named by readiness with the tables of its list', () => {
    const section = text.slice(
      text.indexOf('specific columns across the following tables'),
      text.indexOf('columns-and-tables-end'),
    );
    const listed = [...section.matchAll(/^\* \*\*(.+?)\*\*$/gm)].map(([, table = '']) => tables[table] ?? table);
    expect(listed).toHaveLength(5);
    const named = new Set(needsOf(filled, 'CAMPAIGNS').map(({ table }) => table));
    expect(listed.filter((table) => !named.has(table === 'Unified Scores' ? 'unified_scores' : table))).toEqual([]);
    expect(named).toContain('campaign_recipients');
  });

  it('is named by the rules: what customers and orders must have', () => {
    const rule = (id: string): string => filled.rules.find((one) => one.id === id)?.requirement ?? '';
    for (const column of ['given_name', 'surname', 'birthdate', 'city', 'state', 'postal', 'loyalty_id'])
      expect(rule('R1')).toContain(column);
    for (const column of [
      'datetime',
      'revenue',
      'quantity',
      'discount_amount',
      'channel',
      'brand',
      'digital_channel',
      'store_id',
    ])
      expect(rule('R2')).toContain(column);
  });
});
