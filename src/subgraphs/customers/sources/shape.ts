import { customerColumns, type CustomerColumnName } from '../../../operands/customerColumns.js';

/** What stands behind a `CustomerIdentifier`. */
export interface CustomerIdentifierRow {
  readonly customerId: string;
  readonly system: string;
  readonly value: string;
  /** How many customers it belongs to; left out where it was read as one of a customer. */
  readonly owners?: number;
}

/** What stands behind a `SourceRecord`: its key, and those columns that are asked for, under their GraphQL names. */
export interface SourceRecordRow {
  readonly customerId: string;
  readonly dataSource: string;
  readonly key: string;
  readonly [field: string]: string | number | null;
}

const { id, sourceRecords: _, ...person } = customerColumns;

/** Where each comes from, of `facet.unified_customers`: what customers have of a person, records have under the same names. */
export const sourceRecordColumns: Readonly<Record<string, string>> = {
  customerId: id.column,
  dataSource: 'datasource',
  key: 'pk',
  priority: 'priority',
  ...Object.fromEntries(
    (Object.keys(person) as Exclude<CustomerColumnName, 'id' | 'sourceRecords'>[]).map((name) => [
      name,
      person[name].column,
    ]),
  ),
};
