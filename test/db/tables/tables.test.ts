import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getTableColumns, getTableName, is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import * as exported from '../../../src/db/tables/index.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';

/** What is written of each table in the program. */
const tables = Object.values<unknown>(exported).filter((value): value is PgTable => is(value, PgTable));
const tableNames: readonly string[] = tables.map((table) => getTableName(table));

interface Column {
  readonly table: string;
  readonly column: string;
  /** As PostgreSQL writes it. */
  readonly type: string;
  readonly collation: string | null;
  readonly required: boolean;
  readonly defaulted: boolean;
}

interface Index {
  readonly table: string;
  readonly name: string;
  readonly isPrimary: boolean;
  readonly isUnique: boolean;
  readonly columns: readonly string[];
}

interface Constraint {
  readonly table: string;
  readonly name: string;
  readonly kind: 'c' | 'f' | 'x';
  readonly definition: string;
}

let database: TestDatabase;
let columns: readonly Column[];
let indexes: readonly Index[];
let constraints: readonly Constraint[];
beforeAll(async () => {
  database = await cloneDatabase();
  const { client } = database;
  columns = await client<Column[]>`
    select c.relname as table, a.attname as column, format_type(a.atttypid, a.atttypmod) as type,
      case when l.collname <> 'default' then l.collname end as collation,
      a.attnotnull as required, a.atthasdef or a.attidentity <> '' as defaulted
    from pg_attribute a join pg_class c on c.oid = a.attrelid left join pg_collation l on l.oid = a.attcollation
    where c.relnamespace = 'facet'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and a.attnum > 0 and not a.attisdropped`;
  indexes = await client<Index[]>`
    select t.relname as table, c.relname as name, i.indisprimary as "isPrimary", i.indisunique as "isUnique",
      array(select coalesce(a.attname::text, '') from unnest(i.indkey) with ordinality k (attnum, n)
        left join pg_attribute a on a.attrelid = t.oid and a.attnum = k.attnum order by n) as columns
    from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
    where t.relnamespace = 'facet'::regnamespace and not t.relispartition`;
  constraints = await client<Constraint[]>`
    select r.relname as table, c.conname as name, c.contype as kind, pg_get_constraintdef(c.oid) as definition
    from pg_constraint c join pg_class r on r.oid = c.conrelid
    where r.relnamespace = 'facet'::regnamespace and c.contype in ('c', 'f', 'x') and not r.relispartition`;
});
afterAll(() => database.drop());

const perCustomer = (): string[] =>
  columns
    .filter(({ column }) => column === 'customer_id')
    .map(({ table }) => table)
    .toSorted();

/** PostgreSQL's name of a type, which drizzle spells with its collation. */
const typeNamed = (spelled: string): string => spelled.replace(/ COLLATE "C"$/, '');

/** Checks that migrations added by hand. */
const byHand = new Set(['catalogue_version_one_row', 'customer_profile_field_names_form']);

describe('the migrated database', () => {
  it('has the tables that the program knows, and that of its migrations', () => {
    const found = new Set(columns.map(({ table }) => table));
    expect(found).toEqual(new Set([...tableNames, 'migrations']));
    expect(tableNames.length).toBeGreaterThan(30);
  });

  it.each(tables.map((table) => [getTableName(table), table] as const))(
    'has of %s the columns that the program knows',
    (name, table) => {
      const known = Object.values(getTableColumns(table)).map((column) => ({
        table: name,
        column: column.name,
        type: typeNamed(column.getSQLType()),
        collation: column.getSQLType().endsWith('COLLATE "C"') ? 'C' : null,
        required: column.notNull || column.primary,
        defaulted: column.hasDefault || column.generated !== undefined || column.generatedIdentity !== undefined,
      }));
      const inOrder = (some: readonly Column[]) => some.toSorted((one, other) => (one.column < other.column ? -1 : 1));
      expect(inOrder(columns.filter((column) => column.table === name))).toEqual(inOrder(known));
    },
  );

  it.each(tables.map((table) => [getTableName(table), table] as const))(
    'has of %s the key and the indexes that the program names',
    (name, table) => {
      const { primaryKeys, indexes: named, columns: own } = getTableConfig(table);
      const key = primaryKeys[0]?.columns ?? own.filter(({ primary }) => primary);
      const found = indexes.filter((index) => index.table === name);
      expect(found.find(({ isPrimary }) => isPrimary)?.columns ?? []).toEqual(key.map((column) => column.name));
      const names = new Set(found.map((index) => index.name));
      expect(named.map(({ config }) => config.name ?? '').filter((one) => !names.has(one))).toEqual([]);
    },
  );

  it.each(tables.map((table) => [getTableName(table), table] as const))(
    'has of %s the checks and the references that the program names',
    (name, table) => {
      const { checks, foreignKeys } = getTableConfig(table);
      const found = (kind: Constraint['kind']) =>
        constraints.filter((one) => one.table === name && one.kind === kind).map((one) => one.name);
      expect(
        found('c')
          .filter((one) => !byHand.has(one))
          .toSorted(),
      ).toEqual(checks.map((check) => check.name).toSorted());
      expect(found('f')).toHaveLength(foreignKeys.length);
    },
  );
});

describe('what can be distributed by customers', () => {
  it('are these tables', () => {
    expect(perCustomer()).toEqual([
      'activity',
      'activity_measures',
      'activity_visits',
      'campaign_assignments',
      'campaign_recipients',
      'campaign_targetings',
      'coupon_redemptions',
      'customer_attributes',
      'customer_identifiers',
      'customer_profiles',
      'customers',
      'delivery_rows',
      'email_opt_status',
      'imported_attributes',
      'segment_list_members',
      'segment_members',
      'sms_opt_status',
      'transaction_attributes_extended',
      'unified_customers',
      'unified_itemized_transactions',
      'unified_scores',
      'unified_transactions',
    ]);
  });

  it('has the customer first in its key, sorted by bytes, and never null', () => {
    for (const table of perCustomer()) {
      const key = indexes.find((index) => index.table === table && index.isPrimary);
      expect([table, key?.columns[0]]).toEqual([table, 'customer_id']);
    }
    const keys = columns.filter(({ column }) => column === 'customer_id');
    expect(keys.filter(({ collation, required, type }) => collation !== 'C' || !required || type !== 'text')).toEqual(
      [],
    );
  });

  it('has no unique index, reference or exclusion without the customer', () => {
    const own = new Set(perCustomer());
    const unique = indexes.filter(
      ({ table, isUnique, columns: some }) => isUnique && own.has(table) && !some.includes('customer_id'),
    );
    expect(unique).toEqual([]);
    expect(constraints.filter(({ table, kind }) => own.has(table) && kind !== 'c')).toEqual([]);
  });

  it('is referred to by no other table', () => {
    const targets = constraints.map(({ definition }) => /REFERENCES (?:facet\.)?(\w+)/.exec(definition)?.[1]);
    expect(targets.filter((target) => target !== undefined && perCustomer().includes(target))).toEqual([]);
    expect(targets.filter((target) => target !== undefined).toSorted()).toEqual([
      'companies',
      'contracts',
      'industries',
      'metric_definitions',
    ]);
  });

  it('says which run wrote a row, and whose application it is of, but for what is made of rows anew', () => {
    const has = (column: string) => new Set(columns.filter((one) => one.column === column).map(({ table }) => table));
    // A roll-up's run stands with its day, that of a row to be handed over with its delivery; scores are for stewards alone.
    expect(perCustomer().filter((table) => !has('load_id').has(table))).toEqual([
      'activity_measures',
      'activity_visits',
      'delivery_rows',
    ]);
    expect(perCustomer().filter((table) => !has('app').has(table))).toEqual([
      'activity_measures',
      'activity_visits',
      'delivery_rows',
      'unified_scores',
    ]);
    const apps = columns.filter(({ column }) => column === 'app');
    expect(apps.filter(({ required, defaulted }) => !required || !defaulted)).toEqual([]);
  });
});

it('every text of a key sorts by bytes', () => {
  const inKeys = new Set(
    indexes
      .filter(({ isPrimary }) => isPrimary)
      .flatMap(({ table, columns: some }) => some.map((one) => `${table}.${one}`)),
  );
  const loose = columns.filter(
    ({ table, column, type, collation }) => inKeys.has(`${table}.${column}`) && type === 'text' && collation !== 'C',
  );
  // Words and names of the catalogue are compared, and no order is made of them.
  expect(loose.map(({ table, column }) => `${table}.${column}`).toSorted()).toEqual([
    'metric_base_rows.app',
    'metric_base_rows.level',
    'metric_values.app',
    'metric_values.level',
    'retired_field_names.name',
  ]);
});

describe('a row that cannot be', () => {
  const definition = (more: string) =>
    `insert into facet.metric_definitions (metric_name, description, load_id, ${more.replace(/=.*/, '')})
     values ('m${Math.abs(hash(more))}', '', 0, ${more.replace(/^[^=]*=/, '')})`;
  const value = (level: string, name: string) =>
    `insert into facet.metric_values (level, entity_id, metric_name, effective_date, value, load_id)
     values ('${level}', 'e', '${name}', '2023-03-01', 1, 0)`;

  beforeAll(async () => {
    await database.client`insert into facet.metric_definitions (metric_name, description, load_id) values ('known', '', 0)`;
  });

  it.each<[string, string, string]>([
    ['levels that are none', definition(`levels=array['TEAM']`), 'metric_definitions_levels'],
    ['a level in small letters', definition(`levels=array['ACCOUNT', 'account']`), 'metric_definitions_levels'],
    ['a rule that is none', definition(`across_entities='median'`), 'metric_definitions_across_entities'],
    ['a rule in capitals', definition(`across_time='SUM'`), 'metric_definitions_across_time'],
    [
      'a weighted average without weights',
      definition(`across_entities='weighted_average'`),
      'metric_definitions_weight',
    ],
    ['one over time without weights', definition(`across_time='weighted_average'`), 'metric_definitions_weight'],
    ['a distinct count of nothing', definition(`across_entities='distinct_count'`), 'metric_definitions_base'],
    ['one over time of nothing', definition(`across_time='distinct_count'`), 'metric_definitions_base'],
    ['a value of no level', value('TEAM', 'known'), 'metric_values_level'],
    [
      'a value of an unknown metric',
      value('ACCOUNT', 'unknown'),
      'metric_values_metric_name_metric_definitions_metric_name_fk',
    ],
    [
      'a counted item of no level',
      `insert into facet.metric_base_rows (level, entity_id, base_name, effective_date, item, load_id)
       values ('', 'e', 'b', '2023-03-01', 'i', 0)`,
      'metric_base_rows_level',
    ],
    [
      'a second version of the catalogue',
      'insert into facet.catalogue_version ("only", version) values (false, 1)',
      'catalogue_version_one_row',
    ],
    [
      'a name of the catalogue that is none',
      `insert into facet.customer_profile_field_names (field_id, name, graphql_name, validity)
       values (1, 'NET SALES', 'netSales', '(,)')`,
      'customer_profile_field_names_form',
    ],
    [
      'a second version of the views',
      'insert into facet.bi_views ("only", version) values (false, 1)',
      'bi_views_one_row',
    ],
    [
      'a second state of the values',
      `insert into facet.activity_values_state ("only", as_of, settings, load_id) values (false, '2023-03-01', '', 0)`,
      'activity_values_state_one_row',
    ],
    [
      'a second roll-up',
      `insert into facet.activity_rollup ("only", settings, load_id) values (false, '', 0)`,
      'activity_rollup_one_row',
    ],
    [
      'an account of an unknown contract',
      `insert into facet.accounts (account_id, account_name, contract_id) values ('a', 'A', 'none')`,
      'accounts_contract_id_contracts_contract_id_fk',
    ],
    [
      'a contract of an unknown company',
      `insert into facet.contracts (contract_id, contract_name, company_id) values ('c', 'C', 'none')`,
      'contracts_company_id_companies_company_id_fk',
    ],
    [
      'a company of an unknown industry',
      `insert into facet.companies (company_id, company_name, industry_id) values ('c', 'C', 'none')`,
      'companies_industry_id_industries_industry_id_fk',
    ],
  ])('as %s is refused', async (_, statement, constraint) => {
    await expect(database.client.unsafe(statement)).rejects.toMatchObject({ constraint_name: constraint });
  });

  it('is none where all that it needs is there', async () => {
    await database.client.unsafe(definition(`levels=array['ACCOUNT', 'CUSTOMER']`));
    await database.client.unsafe(definition(`across_entities, weight_metric='weighted_average', 'known'`));
    await database.client.unsafe(definition(`across_time, base_name='distinct_count', 'b'`));
    await database.client.unsafe(value('ACCOUNT', 'known'));
  });

  it('as a customer of an unknown account is kept: no reference crosses customers', async () => {
    await database.client`insert into facet.customers (customer_id, account_id, source_records, load_id) values ('x', 'none', 1, 0)`;
  });
});

/** Names of the tests' own metrics. */
function hash(text: string): number {
  let sum = 0;
  for (const letter of text) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003;
  return sum;
}
