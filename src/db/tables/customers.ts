import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  primaryKey,
  smallint,
  text,
  timestamp,
} from 'drizzle-orm/pg-core';
import { app, customerId, facet, foldedName, key } from './columns.js';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'string' });

/** What a source record and a merged customer both say of a person. */
const person = () => ({
  title: text('title'),
  givenName: text('given_name'),
  surname: text('surname'),
  fullName: text('full_name'),
  generationalSuffix: text('generational_suffix'),
  email: text('email'),
  phone: text('phone'),
  address: text('address'),
  address2: text('address2'),
  city: text('city'),
  state: text('state'),
  postal: text('postal'),
  country: text('country'),
  birthdate: date('birthdate', { mode: 'string' }),
  gender: text('gender'),
  company: text('company'),
  loyaltyId: text('loyalty_id'),
  accountId: text('account_id'),
});

/** One row per source record (`datasource`, `pk`); several records may be one customer. Import writes here. */
export const unifiedCustomers = facet.table(
  'unified_customers',
  {
    customerId: customerId(),
    datasource: key('datasource').notNull(),
    pk: key('pk').notNull(),
    app: app(),
    ...person(),
    createDt: instant('create_dt'),
    updateDt: instant('update_dt'),
    /** 1 is the strongest source; 999 where nothing is said. */
    priority: smallint('priority').notNull().default(999),
    /** The foreign keys that the source gives, by namespace: what an import maps to `fk_shop` is `shop` here. */
    foreignKeys: jsonb('foreign_keys').notNull().default({}),
    /** Whether linking finds the customer, because the source gave none; `''` until it has. */
    isLinked: boolean('is_linked').notNull().default(false),
    /** How many customers' ids linking has made of this record's key. */
    madeIds: integer('made_ids').notNull().default(0),
    loadId: bigint('load_id', { mode: 'bigint' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.customerId, table.datasource, table.pk] }),
    index('unified_customers_source').on(table.datasource, table.pk),
    check('unified_customers_foreign_keys', sql`jsonb_typeof(${table.foreignKeys}) = 'object'`),
  ],
);

/** Where the winning value of a group of columns came from. */
const winner = <G extends string>(group: G) => ({
  [`${group}Datasource`]: text(`${group}_datasource`),
  [`${group}Pk`]: text(`${group}_pk`),
  [`${group}UpdateDt`]: instant(`${group}_update_dt`),
  [`${group}Priority`]: smallint(`${group}_priority`),
  [`${group}Completion`]: smallint(`${group}_completion`).notNull().default(0),
});

/** One row per customer, always derived from `unified_customers`. */
export const customers = facet.table(
  'customers',
  {
    customerId: customerId().primaryKey(),
    app: app(),
    ...person(),
    /** The full name as it is searched: kept, because folding a name takes longer than comparing it. */
    fullNameFolded: foldedName('full_name_folded'),
    createDt: instant('create_dt'),
    updateDt: instant('update_dt'),
    ...winner('name'),
    ...winner('email'),
    ...winner('phone'),
    ...winner('address'),
    ...winner('birthdate'),
    ...winner('gender'),
    sourceRecords: integer('source_records').notNull(),
    loadId: bigint('load_id', { mode: 'bigint' }).notNull(),
  },
  (table) => [index('customers_account').on(table.accountId)],
);

/** Every identifier a customer is known by, as given but trimmed. */
export const customerIdentifiers = facet.table(
  'customer_identifiers',
  {
    customerId: customerId(),
    system: key('system').notNull(),
    value: key('value').notNull(),
    app: app(),
    loadId: bigint('load_id', { mode: 'bigint' }).notNull(),
  },
  // The indexes of systems and values as they are compared stand in migration 0011.
  (table) => [primaryKey({ columns: [table.customerId, table.system, table.value] })],
);

/** One row per pair of source records that were judged to be one person (spec A8); for stewards alone. */
export const unifiedScores = facet.table(
  'unified_scores',
  {
    customerId: customerId(),
    source1: key('source1').notNull(),
    pk1: key('pk1').notNull(),
    source2: key('source2').notNull(),
    pk2: key('pk2').notNull(),
    /** 0.0 (no match) to 5.0 (exact). */
    score: doublePrecision('score').notNull(),
    matchCategory: text('match_category'),
    matchType: text('match_type'),
    loadId: bigint('load_id', { mode: 'bigint' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.customerId, table.source1, table.pk1, table.source2, table.pk2] })],
);

/**
 * Attributes that a source gives ready-made, one row per customer and source: `attributes` maps the names of the
 * import's columns to their values as text, in the form that PostgreSQL takes for the type of the alias.
 */
export const importedAttributes = facet.table(
  'imported_attributes',
  {
    customerId: customerId(),
    source: key('source').notNull(),
    attributes: jsonb('attributes').notNull(),
    app: app(),
    loadId: bigint('load_id', { mode: 'bigint' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.customerId, table.source] })],
);
