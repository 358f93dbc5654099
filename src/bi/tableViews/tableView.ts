import type { KnownClass } from '../../access/rights.js';
import { getTableColumns, getTableName, type Table } from 'drizzle-orm';
import { dataTypes } from '../../words/dataTypes.js';
import { piiClasses } from '../../words/piiClasses.js';
import type { WantedView } from '../replaceView.js';
import type { ViewColumn } from '../viewColumns.js';
import type { TableRows } from './TableRows.js';

/** A view of a table of Facet: its name in the schema `bi`, and what a row is. */
export interface TableView extends WantedView {
  readonly name: string;
  readonly comment: string;
}

/** What a column is called in a view where the table has another name for it, what its comment says, and how personal it is. */
export interface ColumnWords {
  readonly as?: string;
  /** Default: no comment, because who writes the table gives it one. */
  readonly says?: string;
  /** Default: not personal where there is a comment, else what the catalogue says of the attribute. */
  readonly pii?: KnownClass;
}

/** Columns of a table with the sentence about each. */
export type DescribedColumns = Readonly<Record<string, string | ColumnWords>>;

const isPersonal = (pii: KnownClass | undefined): boolean => piiClasses.some((known) => known === pii);

/** The SQL type of a column as PostgreSQL prints it. */
const printedType = (type: string): string => type.replace(/ COLLATE .*$/i, '');

/**
 * Gives the columns of a table that a view shows, in the order in which they are described; `t` is the table in the view's query,
 * unless told. Throws an `Error` for a name that the table does not have.
 */
export function describeColumns(table: Table, described: DescribedColumns, alias = 't'): readonly ViewColumn[] {
  const types = new Map(Object.values(getTableColumns(table)).map((column) => [column.name, column.getSQLType()]));
  return Object.entries(described).map(([column, given]) => {
    const type = types.get(column);
    if (type === undefined) throw new Error(`${getTableName(table)} has no column ${column}`);
    const words: ColumnWords = typeof given === 'string' ? { says: given } : given;
    const { as = column, says, pii = says === undefined ? undefined : 'NONE' } = words;
    return {
      name: as,
      type: printedType(type),
      expression: `${alias}."${column}"`,
      ...(pii !== undefined && { pii }),
      ...(says !== undefined && { comment: isPersonal(pii) ? `${says} PII: ${pii}.` : says }),
    };
  });
}

/** The key that joins all views about customers; null in rows of nobody. */
const joinKey: ViewColumn = {
  name: 'amperity_id',
  type: dataTypes.text.sqlType,
  expression: 't.customer_id',
  ofNobody: 'null::text collate "C"',
  pii: 'NONE',
  comment: 'The customer. Joins all views that have it, and client_customer_id of snapshots and targetings.',
};

/** The columns of a view about customers: the join key, then the others. */
export const withJoinKey = (columns: readonly ViewColumn[]): readonly ViewColumn[] => [joinKey, ...columns];

/**
 * Gives the rows of a table, `t`, of which the customer may be unknown, as two branches: a condition on the key finds rows by
 * its index only where the key is the column itself.
 */
export const ofAnybody = (rows: TableRows, table: string, join = ''): Pick<WantedView, 'from' | 'nobody'> => ({
  from: `${rows(table, 't')} ${join} where t.customer_id <> ''`,
  nobody: `${rows(table, 't')} ${join} where t.customer_id = ''`,
});
