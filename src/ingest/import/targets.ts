import { getTableConfig, type PgColumn, type PgTable } from 'drizzle-orm/pg-core';
import { products, unifiedCustomers, unifiedItemizedTransactions } from '../../db/tables/index.js';

export interface TargetColumn {
  readonly name: string;
  /** As in `create table`, e.g. `text COLLATE "C"`. */
  readonly sqlType: string;
  /** The key of `kinds`. */
  readonly kind: string;
  /** A row without a value is a reject. */
  readonly required: boolean;
  /** What stands for a missing value; null where NULL does. */
  readonly absent: string | null;
}

/** A table that files are imported into. */
export interface Target {
  readonly name: string;
  readonly schema: string;
  readonly columns: ReadonlyMap<string, TargetColumn>;
  /** The primary key. */
  readonly key: readonly string[];
  /** What a row of the source is known by. Of two rows of a file the last counts; a row in the table under another key goes. */
  readonly identity: readonly string[];
  /** Filled from a line's content and its n-th occurrence in the file where the mapping does not name it. */
  readonly contentKey: string | undefined;
}

interface TargetOptions {
  readonly identity?: readonly string[];
  readonly contentKey?: string;
  /** Texts that stand for missing values of columns that have no default. */
  readonly absent?: Readonly<Record<string, string>>;
}

const importedByLoad = 'load_id';

function target(table: PgTable, { identity, contentKey, absent = {} }: TargetOptions = {}): Target {
  const { name, schema = 'public', columns, primaryKeys } = getTableConfig(table);
  const composite = primaryKeys[0]?.columns ?? columns.filter((column) => column.primary);
  const key = composite.map((column) => column.name);
  const described = columns
    .filter((column) => column.name !== importedByLoad)
    .map((column) => targetColumn(column, absent[column.name]));
  return {
    name,
    schema,
    columns: new Map(described.map((column) => [column.name, column])),
    key,
    identity: identity ?? key,
    contentKey,
  };
}

function targetColumn(column: PgColumn, absent: string | undefined): TargetColumn {
  const sqlType = column.getSQLType();
  const { default: standard } = column;
  const standIn = absent ?? (typeof standard === 'string' || typeof standard === 'number' ? String(standard) : null);
  return {
    name: column.name,
    sqlType,
    kind: sqlType.replace(/ COLLATE .*/, ''),
    required: column.notNull && standIn === null,
    absent: standIn,
  };
}

/** Every table that a file can be imported into, by name. */
export const targets: ReadonlyMap<string, Target> = new Map(
  [
    target(unifiedCustomers, { identity: ['datasource', 'pk'] }),
    target(products),
    target(unifiedItemizedTransactions, {
      identity: ['app', 'brand', 'order_id', 'line_id'],
      contentKey: 'line_id',
      absent: { customer_id: '' },
    }),
  ].map((target) => [target.name, target]),
);
