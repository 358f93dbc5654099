import { sql, type SQL } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  primaryKey,
  text,
  timestamp,
  unique,
} from 'drizzle-orm/pg-core';
import {
  deliveryStates,
  dropReasons,
  plannedCampaignStatuses,
  plannedCampaignTypes,
} from '../../words/plannedCampaignWords.js';
import { list, literal } from '../sql.js';
import { app, customerId, facet, key } from './columns.js';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'string' });
const oneOf = (column: SQL, words: readonly string[]): SQL => sql`${column} in (${list(words.map(literal))})`;

/** A campaign that is planned here and delivered by Facet; its key is the `plan_id` of its row in `campaigns` once it is delivered. */
export const plannedCampaigns = facet.table(
  'planned_campaigns',
  {
    campaignId: key('campaign_id').primaryKey(),
    name: text('name').notNull(),
    type: text('type').notNull(),
    labels: text('labels').array().notNull().default([]),
    status: text('status').notNull().default('DRAFT'),
    /** The newest version of its definition. */
    version: integer('version').notNull(),
    /** What customer ids are hashed with for its splits; never changes. */
    salt: text('salt').notNull(),
    /** When its next delivery is due; null where none is. */
    nextDueAt: instant('next_due_at'),
    /** The beginning of its schedule: when it was scheduled. */
    scheduledAt: instant('scheduled_at'),
    /** The API key, or the program, that scheduled it. */
    scheduledBy: text('scheduled_by'),
    /** Why it stands at `ERROR`; null elsewhere. */
    error: text('error'),
    app: app(),
    brand: text('brand'),
    createdAt: instant('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    updatedAt: instant('updated_at').notNull(),
    updatedBy: text('updated_by').notNull(),
  },
  (table) => [
    index('planned_campaigns_due').on(table.nextDueAt),
    check('planned_campaigns_status', oneOf(sql`${table.status}`, plannedCampaignStatuses)),
    check('planned_campaigns_type', oneOf(sql`${table.type}`, plannedCampaignTypes)),
  ],
);

/** One definition of a planned campaign; never changed. */
export const plannedCampaignVersions = facet.table(
  'planned_campaign_versions',
  {
    campaignId: key('campaign_id').notNull(),
    version: integer('version').notNull(),
    definition: jsonb('definition').notNull(),
    createdAt: instant('created_at').notNull(),
    createdBy: text('created_by').notNull(),
  },
  (table) => [primaryKey({ columns: [table.campaignId, table.version] })],
);

/** One delivery of a planned campaign, from the time that it is due. */
export const campaignDeliveries = facet.table(
  'campaign_deliveries',
  {
    /** A UUID. */
    deliveryId: key('delivery_id').primaryKey(),
    campaignId: key('campaign_id').notNull(),
    /** The version of the definition that it delivers. */
    version: integer('version').notNull(),
    /** The first delivery of its campaign has 1. */
    number: integer('number').notNull(),
    dueAt: instant('due_at').notNull(),
    /** The day that it is of, in the configured zone. */
    executionDate: date('execution_date', { mode: 'string' }).notNull(),
    /** The day on which the message is expected to go out. */
    launchDate: date('launch_date', { mode: 'string' }).notNull(),
    state: text('state').notNull().default('DUE'),
    error: text('error'),
    /** Who scheduled it: what is handed over is theirs to see. */
    scheduledBy: text('scheduled_by').notNull(),
    /** How many customers entered, left, stayed, were dropped and why, and are in each treatment; null until they are assigned. */
    counts: jsonb('counts'),
    /** The run that assigned its customers. */
    loadId: bigint('load_id', { mode: 'bigint' }),
    createdAt: instant('created_at').notNull(),
    assignedAt: instant('assigned_at'),
    finishedAt: instant('finished_at'),
  },
  (table) => [
    unique('campaign_deliveries_number').on(table.campaignId, table.number),
    // Whoever finds it due first delivers it; nobody does twice.
    unique('campaign_deliveries_due').on(table.campaignId, table.dueAt),
    check('campaign_deliveries_state', oneOf(sql`${table.state}`, deliveryStates)),
  ],
);

/** A customer's part in a delivery: a treatment, or why none; several where a campaign assigns to all matching sub-audiences. */
export const campaignAssignments = facet.table(
  'campaign_assignments',
  {
    customerId: customerId(),
    deliveryId: key('delivery_id').notNull(),
    /** Unique in the definition; `''` for a customer that was dropped before. */
    subAudienceId: key('sub_audience_id').notNull(),
    campaignId: key('campaign_id').notNull(),
    /** Unique in the definition; null for a customer that was dropped. */
    treatmentId: key('treatment_id'),
    isControl: boolean('is_control').notNull().default(false),
    /** Whether it is on a list for a destination: not for control, nor for a treatment without any. */
    isSent: boolean('is_sent').notNull().default(false),
    /** Null for a customer with a treatment. */
    dropReason: text('drop_reason'),
    app: app(),
    brand: text('brand'),
    loadId: bigint('load_id', { mode: 'bigint' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.customerId, table.deliveryId, table.subAudienceId] }),
    index('campaign_assignments_treatment').on(table.deliveryId, table.treatmentId, table.customerId),
    check('campaign_assignments_reason', oneOf(sql`${table.dropReason}`, dropReasons)),
    check('campaign_assignments_treated', sql`(${table.treatmentId} is null) = (${table.dropReason} is not null)`),
  ],
);
