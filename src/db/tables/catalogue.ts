import { sql } from 'drizzle-orm';
import { bigint, boolean, check, date, index, integer, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import { dateRange, facet } from './columns.js';

/**
 * One row per meaning of a slot, with the days it holds: from `valid_from` (null: since ever) up to and without
 * `valid_to` (null: still holds). No two meanings on one slot at one date, no name twice at one date: exclusion
 * constraints, see the migration `catalogue`.
 */
export const customerProfileFields = facet.table(
  'customer_profile_fields',
  {
    fieldId: integer('field_id').primaryKey().generatedAlwaysAsIdentity(),
    slot: text('slot').notNull(),
    alias: text('alias').notNull(),
    formerNames: text('former_names').array().notNull().default([]),
    dataType: text('data_type').notNull(),
    unit: text('unit'),
    description: text('description').notNull(),
    category: text('category'),
    piiClass: text('pii_class'),
    /** The metric definition that fills the slot; null when something else does. */
    metric: text('metric'),
    validFrom: date('valid_from', { mode: 'string' }),
    validTo: date('valid_to', { mode: 'string' }),
  },
  (table) => [
    check('customer_profile_fields_dates', sql`${table.validFrom} < ${table.validTo}`),
    check(
      'customer_profile_fields_kind',
      sql`${table.slot} ~ case
        when ${table.dataType} in ('text', 'boolean') then '^STR[1-9][0-9]*$'
        when ${table.dataType} in ('integer', 'bigint', 'decimal', 'float') then '^FIELD[1-9][0-9]*$'
        when ${table.dataType} = 'date' then '^DATE[1-9][0-9]*$'
        when ${table.dataType} = 'datetime' then '^TIME[1-9][0-9]*$'
        else '^$' end`,
    ),
    check('customer_profile_fields_alias', sql`${table.alias} ~ '^[A-Za-z][A-Za-z0-9_]{0,62}$'`),
    index('customer_profile_fields_metric').on(table.metric),
  ],
);

/** Every name a meaning answers to. Kept by a trigger on `customer_profile_fields`; it carries the name constraints. */
export const customerProfileFieldNames = facet.table('customer_profile_field_names', {
  fieldId: integer('field_id').notNull(),
  name: text('name').notNull(),
  graphqlName: text('graphql_name').notNull(),
  validity: dateRange('validity').notNull(),
});

/** Names that were taken away from meanings, which may be gone as well, and until when their GraphQL fields still answer. */
export const retiredFieldNames = facet.table(
  'retired_field_names',
  {
    fieldId: integer('field_id').notNull(),
    name: text('name').notNull(),
    dataType: text('data_type').notNull(),
    answersUntil: timestamp('answers_until', { withTimezone: true, mode: 'string' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.fieldId, table.name] })],
);

/** One row, counted up by every change of the catalogue. */
export const catalogueVersion = facet.table('catalogue_version', {
  only: boolean('only').primaryKey().default(true),
  version: bigint('version', { mode: 'number' }).notNull(),
});
