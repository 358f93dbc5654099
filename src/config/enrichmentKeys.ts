import { z } from 'zod';
import { attributeKeys } from './attributeKeys.js';
import { bounded, boundedWhole } from './bounded.js';
import { standingKeys } from './standingKeys.js';
import { formerName } from './formerName.js';
import { transactionKeys } from './transactionKeys.js';

/** A column or table name; tables may carry their schema. Names reach SQL only quoted, and only where they exist. */
const name = z.string().min(1).max(200);

const weeks = z
  .union([z.string(), z.int()])
  .transform(String)
  .refine((text) => /^-?[1-9]\d{0,2}w?$/.test(text), 'is not a number of weeks such as -26w')
  .transform((text) => Number(text.replace(/[-w]/g, '')));

const declared = z.array(attributeKeys).max(500).optional();

/**
 * The keys below `enrichment:`. Those of the original workflow keep their names; each default fits the tables of Facet.
 * Columns that are `null` are not there, or not used.
 */
export const enrichmentKeys = z
  .strictObject({
    /** The profiles to enrich, and the column that identifies one. */
    user_master_table: name.default('facet.customers'),
    user_master_join_key: name.default('customer_id'),
    /** The events, and the column that holds the master's key. */
    activity_table: name.default('facet.activity'),
    activity_table_join_key: name.default('customer_id'),
    /** The result: the master's columns and one per calculated attribute; made anew by every run. */
    enriched_user_master_table: name.default('facet.enriched_customers'),
    /** The time of an event; recency counts by it, and everything else unless `time_column` is set. */
    td_intent_key: name.default('time'),
    /** The column of the page's URL. */
    utm_source_column: name.default('url'),
    /** Weeks that the monthly trend looks back. */
    nw: weeks.default(26),
    /** Seconds without an event after which a new visit begins. */
    session_windows_time: boundedWhole(1, 7 * 86_400).default(1800),
    /** The column whose value tells the visits of one browser from those of another. */
    session_key: name.default('client_id'),
    /** A second such column, e.g. the IP address; visits are not split by it unless it is set. */
    session_key_ip: name.nullable().default(null),

    /** The time of an event for visits and the trend, where that is not `td_intent_key`. */
    time_column: name.nullable().default(null),
    /** When a row was loaded: finds late events. Without one the last seven days are read again. */
    activity_loaded_at: name.nullable().optional(),
    /** An id that is the same when an event is delivered twice. */
    event_id_column: name.nullable().optional(),
    event_type_column: name.nullable().optional(),
    referrer_column: name.nullable().optional(),
    user_agent_column: name.nullable().optional(),
    /** The event types that are page views; of a table without types every row is one. */
    page_view_types: z.array(z.string()).min(1).default(['page_view', 'page', 'pageview', 'screen_view']),

    /** Whether the trend counts visits or events. */
    trend_unit: z.enum(['visits', 'rows']).default('visits'),
    /** Which month the trend compares with those before it. */
    trend_compare: z.enum(['last_complete_month', 'current_month']).default('last_complete_month'),
    /** How far from 1 a ratio may be and still count as flat. */
    trend_tolerance: bounded(0, 10).default(0.1),
    /** `legacy`: the four percentiles and the trend hold the codes of the original workflow. */
    compatibility: z.enum(['none', 'legacy']).default('none'),
    transactions: transactionKeys,
    customers: standingKeys,
    /** Names of the attributes that are made; all of them unless given. */
    only: z.array(z.string()).min(1).optional(),
    /** Calculated attributes of the user's own: see `docs/attribute-kinds.md`. */
    attributes: declared,
    /** The former name of `attributes`. */
    metrics: declared,
  })
  .refine(
    ({ attributes, metrics }) => attributes === undefined || metrics === undefined,
    formerName('metrics', 'attributes'),
  )
  .transform(({ metrics, attributes = metrics ?? [], ...keys }) => ({ ...keys, attributes }))
  .prefault({});
