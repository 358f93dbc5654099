import { bigint, boolean, check, date, index, integer, jsonb, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import { sql, type SQL } from 'drizzle-orm';
import { materialisations, segmentStatuses } from '../../words/segmentWords.js';
import { list, literal } from '../sql.js';
import { app, customerId, facet, key } from './columns.js';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'string' });
const count = (name: string) => bigint(name, { mode: 'number' });
const loadId = () => bigint('load_id', { mode: 'bigint' }).notNull();
const oneOf = (column: SQL, words: readonly string[]): SQL => sql`${column} in (${list(words.map(literal))})`;

/** One row per segment; what it means stands in the newest of its versions. */
export const segments = facet.table(
  'segments',
  {
    segmentId: key('segment_id').primaryKey(),
    name: text('name').notNull(),
    description: text('description'),
    status: text('status').notNull().default('ACTIVE'),
    /** Its newest version, which is the one that answers. */
    version: integer('version').notNull(),
    materialise: text('materialise').notNull().default('NONE'),
    /** Whether the config file says what it is. */
    fromConfig: boolean('from_config').notNull().default(false),
    app: app(),
    /** The name of the API key, or of the program. */
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedBy: text('updated_by').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    check('segments_status', oneOf(sql`${table.status}`, segmentStatuses)),
    check('segments_materialise', oneOf(sql`${table.materialise}`, materialisations)),
  ],
);

/** One row per change of a segment; never changed after. */
export const segmentVersions = facet.table(
  'segment_versions',
  {
    segmentId: key('segment_id').notNull(),
    version: integer('version').notNull(),
    name: text('name').notNull(),
    description: text('description'),
    definition: jsonb('definition').notNull(),
    /** The definition in words. */
    sentence: text('sentence').notNull(),
    /** How many customers were in it when it was written; null where nobody counted. */
    size: count('size'),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.segmentId, table.version] })],
);

/** One row per list of customers that was uploaded for segments. */
export const segmentLists = facet.table('segment_lists', {
  listId: key('list_id').primaryKey(),
  name: text('name').notNull(),
  /** The system of the identifiers that it was uploaded with; `id` for keys of customers. */
  system: text('system').notNull(),
  uploadedBy: text('uploaded_by').notNull(),
  uploadedAt: instant('uploaded_at').notNull(),
  /** Rows with a value. */
  rows: count('rows').notNull(),
  /** Different customers that were found. */
  matched: count('matched').notNull(),
  /** Different values that nobody is known by. */
  unmatched: count('unmatched').notNull(),
  /** Different values that several customers are known by, none of whom is on the list for it. */
  ambiguous: count('ambiguous').notNull(),
  loadId: loadId(),
});

/** One row per customer on an uploaded list. */
export const segmentListMembers = facet.table(
  'segment_list_members',
  {
    customerId: customerId(),
    listId: key('list_id').notNull(),
    app: app(),
    loadId: loadId(),
  },
  (table) => [
    primaryKey({ columns: [table.customerId, table.listId] }),
    index('segment_list_members_list').on(table.listId, table.customerId),
  ],
);

/**
 * One row per stay of a customer in a materialised segment: in from `entered_on` until the day before `left_on`, as of the days that
 * `segment_days` names.
 */
export const segmentStays = facet.table(
  'segment_members',
  {
    customerId: customerId(),
    segmentId: key('segment_id').notNull(),
    /** The first written day that it was in. */
    enteredOn: date('entered_on', { mode: 'string' }).notNull(),
    /** The first written day that it was out again; null: in on the newest one. */
    leftOn: date('left_on', { mode: 'string' }),
    app: app(),
    loadId: loadId(),
  },
  (table) => [
    primaryKey({ columns: [table.customerId, table.segmentId, table.enteredOn] }),
    // All that is counted of a segment is in it.
    index('segment_members_segment').on(table.segmentId, table.enteredOn, table.leftOn, table.customerId),
    check('segment_members_order', sql`${table.enteredOn} < ${table.leftOn}`),
  ],
);

/** One row per segment and day whose members were written. */
export const segmentDays = facet.table(
  'segment_days',
  {
    segmentId: key('segment_id').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    /** The version by which they were found. */
    version: integer('version').notNull(),
    size: count('size').notNull(),
    /** Members who were not in on the written day before; on the first one all. */
    entered: count('entered').notNull(),
    /** Those of the written day before who were in no more. */
    left: count('left_customers').notNull(),
    loadId: loadId(),
  },
  (table) => [primaryKey({ columns: [table.segmentId, table.day] })],
);
