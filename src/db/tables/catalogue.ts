import { sql, type SQL } from 'drizzle-orm';
import { bigint, boolean, check, date, integer, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import { dataTypeNames, dataTypes, slotKindNames, type SlotKind } from '../../words/dataTypes.js';
import { list, literal } from '../sql.js';
import { dateRange, facet } from './columns.js';

/** Whether values of a type are kept in slots of a kind. */
function isKeptIn(dataType: SQL, kind: SlotKind): SQL {
  const [only, ...others] = dataTypeNames.filter((name) => dataTypes[name].slotKind === kind).map(literal);
  if (only === undefined) return sql`false`;
  return others.length === 0 ? sql`${dataType} = ${only}` : sql`${dataType} in (${list([only, ...others])})`;
}

const slotsOf = (kind: SlotKind): SQL => literal(`^${kind}[1-9][0-9]*$`);

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
    /** The key of the attribute's definition, which fills the slot; null when something else does. */
    definition: text('definition'),
    validFrom: date('valid_from', { mode: 'string' }),
    validTo: date('valid_to', { mode: 'string' }),
  },
  (table) => [
    check('customer_profile_fields_dates', sql`${table.validFrom} < ${table.validTo}`),
    check(
      'customer_profile_fields_kind',
      sql`${table.slot} ~ case
        ${sql.join(
          slotKindNames.map((kind) => sql`when ${isKeptIn(sql`${table.dataType}`, kind)} then ${slotsOf(kind)}`),
          sql.raw('\n        '),
        )}
        else '^$' end`,
    ),
    check('customer_profile_fields_alias', sql`${table.alias} ~ '^[A-Za-z][A-Za-z0-9_]{0,62}$'`),
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

/** One row once the views in schema `bi` have been made: the version of the catalogue that they show. */
export const biViews = facet.table(
  'bi_views',
  {
    only: boolean('only').primaryKey().default(true),
    version: bigint('version', { mode: 'number' }).notNull(),
  },
  (table) => [check('bi_views_one_row', sql`${table.only}`)],
);

/** One row, counted up by every change of the catalogue. */
export const catalogueVersion = facet.table('catalogue_version', {
  only: boolean('only').primaryKey().default(true),
  version: bigint('version', { mode: 'number' }).notNull(),
});
