import { getTableConfig, type PgColumn, type PgTable } from 'drizzle-orm/pg-core';
import {
  accounts,
  activity,
  campaignActionChannels,
  campaignActions,
  campaignCoupons,
  campaignRecipients,
  campaigns,
  campaignTargetings,
  companies,
  contracts,
  couponRedemptions,
  industries,
  metricBaseRows,
  metricDefinitions,
  metricValues,
  products,
  unifiedCustomers,
  unifiedItemizedTransactions,
  unifiedScores,
} from '../../db/tables/index.js';
import {
  campaignActionChannelsTarget,
  campaignActionsTarget,
  campaignsTarget,
  campaignTargetingsTarget,
  ofCampaigns,
} from './campaignTargets.js';
import { mergeRows } from './mergeRows.js';
import { noApp } from './metricChecks.js';
import { metricBaseRowsTarget, metricDefinitionsTarget, metricValuesTarget } from './metricTargets.js';
import type { TableTarget } from './target.js';
import type { TargetColumn } from './targetColumn.js';

interface TargetOptions {
  readonly identity?: readonly string[];
  readonly owners?: readonly string[];
  readonly contentKey?: string;
  readonly partitionColumn?: string;
  /** Is the time of the import in rows that do not have it. */
  readonly stamp?: string;
  /** What no value says, as a clause, in columns in which it is a word of its own. */
  readonly nullMeans?: Readonly<Record<string, string>>;
  /** Texts that stand for missing values of columns that have no default. */
  readonly absent?: Readonly<Record<string, string>>;
}

/** Columns that say of the import itself: no mapping fills them. */
const ofTheImport: ReadonlySet<string> = new Set(['load_id', 'loaded_at']);

function target(
  table: PgTable,
  { identity, owners = [], contentKey, partitionColumn, stamp, absent = {}, nullMeans = {} }: TargetOptions = {},
): TableTarget {
  const { name, schema = 'public', columns, primaryKeys, foreignKeys } = getTableConfig(table);
  const composite = primaryKeys[0]?.columns ?? columns.filter((column) => column.primary);
  const key = composite.map((column) => column.name);
  const described = columns
    .filter((column) => !ofTheImport.has(column.name))
    .map((column) => ({ ...targetColumn(column, absent[column.name]), nullMeans: nullMeans[column.name] }))
    .map((column) => (column.name === stamp ? { ...column, required: false } : column));
  const made: TableTarget = {
    name,
    schema,
    columns: new Map(described.map((column) => [column.name, column])),
    key,
    identity: identity ?? key,
    owners,
    contentKey,
    partitionColumn,
    hasLoadId: columns.some((column) => column.name === 'load_id'),
    stamp: stamp ?? columns.find((column) => column.name === 'loaded_at')?.name,
    references: foreignKeys.map((foreignKey) => {
      const { columns: from, foreignTable, foreignColumns: to } = foreignKey.reference();
      return { column: from[0]?.name ?? '', table: getTableConfig(foreignTable).name, key: to[0]?.name ?? '' };
    }),
    write: (context) => mergeRows(made, context),
  };
  return made;
}

/** The type of keys, and of what refers to them. */
const keyType = 'text COLLATE "C"';

/** What customers and their identifiers are looked up by. */
const indexedContacts: ReadonlySet<string> = new Set(['email', 'phone', 'loyalty_id', 'account_id']);

/** Columns of what has happened by the time it is imported. */
const past: ReadonlySet<string> = new Set([
  'create_dt',
  'update_dt',
  'order_datetime',
  'time',
  'redemption_date',
  'delivery_datetime',
  'launch_datetime',
]);

function targetColumn(column: PgColumn, absent: string | undefined): TargetColumn {
  const sqlType = column.getSQLType();
  const { default: standard } = column;
  const standIn = absent ?? defaultText(standard);
  return {
    name: column.name,
    sqlType,
    kind: sqlType.replace(/ COLLATE .*/, ''),
    required: column.notNull && standIn === null,
    absent: standIn,
    ...(column.name === 'birthdate' && { tells: 'births' as const }),
    ...(past.has(column.name) && { tells: 'past' as const }),
    isIndexed: sqlType === keyType || indexedContacts.has(column.name),
  };
}

function defaultText(standard: unknown): string | null {
  if (Array.isArray(standard)) return '{}';
  return ['string', 'number', 'boolean'].includes(typeof standard) ? String(standard) : null;
}

/** Every table that rows are imported into as they are, by name. */
export const targets: ReadonlyMap<string, TableTarget> = new Map(
  [
    target(unifiedCustomers, { identity: ['datasource', 'pk'] }),
    target(unifiedScores),
    target(products),
    target(unifiedItemizedTransactions, {
      identity: ['order_id', 'line_id'],
      owners: ['app', 'brand'],
      contentKey: 'line_id',
      absent: { customer_id: '' },
    }),
    target(activity, { contentKey: 'event_id', partitionColumn: 'time', absent: { customer_id: '' } }),
    target(industries),
    target(companies),
    target(contracts),
    target(accounts),
    metricDefinitionsTarget(target(metricDefinitions, { nullMeans: { levels: 'that any level may have values' } })),
    metricValuesTarget(target(metricValues, { absent: { app: noApp } })),
    metricBaseRowsTarget(target(metricBaseRows, { absent: { app: noApp } })),
    campaignsTarget(target(campaigns, { nullMeans: { execution_end_date: 'that the campaign has no end' } })),
    campaignActionsTarget(target(campaignActions)),
    campaignActionChannelsTarget(target(campaignActionChannels)),
    campaignTargetingsTarget(
      target(campaignTargetings, {
        stamp: 'last_updated_time',
        nullMeans: { plan_detail_id: 'that the customer was excluded' },
      }),
    ),
    target(campaignRecipients, { contentKey: 'pk' }),
    ofCampaigns(target(campaignCoupons)),
    ofCampaigns(target(couponRedemptions, { contentKey: 'redemption_id' })),
  ].map((target) => [target.name, target]),
);
