import type { KnownClass } from '../access/rights.js';
import { nameColumn, type Catalogue } from '../catalogue/catalogue.js';
import { dataTypes } from '../words/dataTypes.js';
import { commentOf } from './describeName.js';

/** A column of a view: its lower-case name, its SQL type, the expression that gives it, and its comment where we give it one. */
export interface ViewColumn {
  readonly name: string;
  readonly type: string;
  readonly expression: string;
  /** The expression in rows of nobody, see `WantedView`; default: the same. */
  readonly ofNobody?: string;
  readonly comment?: string;
  /** How personal it is; left out where the catalogue says it of the attribute of that name. */
  readonly pii?: KnownClass;
}

/** The columns by which snapshots of customers are known. */
const profileKeys: readonly ViewColumn[] = [
  { name: 'client_customer_id', type: dataTypes.text.sqlType, expression: 'customer_id', pii: 'NONE' },
  { name: 'profile_date', type: dataTypes.date.sqlType, expression: 'profile_date', pii: 'NONE' },
];

/** The columns of the view with real names: one per alias and former name, null outside the days of its meanings. */
export const realNameColumns = (catalogue: Catalogue): readonly ViewColumn[] => [
  ...profileKeys,
  ...[...catalogue.names.values()].map((name) => ({
    name: name.name.toLowerCase(),
    type: dataTypes[name.dataType].sqlType,
    expression: nameColumn(name).expression,
    comment: commentOf(name),
  })),
];

/** The columns of the view with generic names: every slot of the table as it stands. */
export const slotColumns = (slots: readonly { readonly name: string; readonly type: string }[]): ViewColumn[] => [
  ...profileKeys,
  ...slots.map(({ name, type }) => ({ name, type, expression: `"${name}"` })),
];

/**
 * Orders columns so that `create or replace view` can be used: those the view has, in its order, then the new ones.
 * Null where a column went away or changed its type: then the view must be dropped first.
 */
export function appendColumns(
  present: readonly { readonly name: string; readonly type: string }[],
  wanted: readonly ViewColumn[],
): readonly ViewColumn[] | null {
  const wantedOf = new Map(wanted.map((column) => [column.name, column]));
  const ordered: ViewColumn[] = [];
  for (const { name, type } of present) {
    const column = wantedOf.get(name);
    if (column === undefined || column.type !== type) return null;
    ordered.push(column);
    wantedOf.delete(name);
  }
  return [...ordered, ...wantedOf.values()];
}
