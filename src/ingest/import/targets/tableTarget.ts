import { getTableConfig, type PgColumn, type PgTable } from 'drizzle-orm/pg-core';
import type { TargetColumn } from '../columns/targetColumn.js';
import { mergeRows } from '../merge/mergeRows.js';
import type { TableTarget } from './target.js';

interface TargetOptions {
  readonly identity?: readonly string[];
  readonly owners?: readonly string[];
  readonly contentKey?: string;
  readonly partitionColumn?: string;
  /** The column that is set to the time of the import in rows that do not have it. */
  readonly stamp?: string;
  /** What null means, as a clause, by column; see `TargetColumn`. */
  readonly nullMeans?: Readonly<Record<string, string>>;
  /** Texts that stand for missing values of columns that have no default. */
  readonly absent?: Readonly<Record<string, string>>;
  /** Texts that columns have where nothing is mapped to them; see `TargetColumn`. */
  readonly unmapped?: Readonly<Record<string, string>>;
}

/** Columns about the import itself or about linking, which no mapping fills. */
const ofFacet: ReadonlySet<string> = new Set(['load_id', 'loaded_at', 'foreign_keys', 'is_linked', 'made_ids']);

/** Makes a target of a table: key, columns, types and parents are those of the table. */
export function tableTarget(
  table: PgTable,
  {
    identity,
    owners = [],
    contentKey,
    partitionColumn,
    stamp,
    absent = {},
    unmapped = {},
    nullMeans = {},
  }: TargetOptions = {},
): TableTarget {
  const { name, schema = 'public', columns, primaryKeys, foreignKeys } = getTableConfig(table);
  const composite = primaryKeys[0]?.columns ?? columns.filter((column) => column.primary);
  const key = composite.map((column) => column.name);
  const described = columns
    .filter((column) => !ofFacet.has(column.name))
    .map((column) => ({
      ...targetColumn(column, absent[column.name]),
      nullMeans: nullMeans[column.name],
      unmapped: unmapped[column.name],
    }))
    .map((column) => (column.name === stamp ? { ...column, required: false } : column));
  const made: TableTarget = {
    name,
    schema,
    columns: new Map(described.map((column) => [column.name, column])),
    key,
    identity: identity ?? key,
    stored: columns.map((column) => column.name),
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

/** Columns that customers and their identifiers are looked up by. */
const indexedContacts: ReadonlySet<string> = new Set(['email', 'phone', 'loyalty_id', 'account_id']);

/** Whether a column says when something happened, which was before the import: every instant, and the day that is named here. */
const isPast = (name: string, kind: string): boolean =>
  kind === 'timestamp with time zone' || name === 'redemption_date';

function targetColumn(column: PgColumn, absent: string | undefined): TargetColumn {
  const sqlType = column.getSQLType();
  const kind = sqlType === 'jsonb' ? 'attributes' : sqlType.replace(/ COLLATE .*/, '');
  const { default: standard } = column;
  const standIn = absent ?? defaultText(standard);
  return {
    name: column.name,
    sqlType,
    kind,
    required: column.notNull && standIn === null,
    absent: standIn,
    ...(column.name === 'birthdate' && { datesOf: 'births' as const }),
    ...(isPast(column.name, kind) && { datesOf: 'past' as const }),
    isIndexed: sqlType === keyType || indexedContacts.has(column.name),
  };
}

function defaultText(standard: unknown): string | null {
  if (Array.isArray(standard)) return '{}';
  return ['string', 'number', 'boolean'].includes(typeof standard) ? String(standard) : null;
}
