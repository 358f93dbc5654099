import type { ValueKind } from '../words/dataTypes.js';

/** A column of `customers` that can be read, filtered and ordered by. */
interface CustomerColumn {
  readonly column: string;
  readonly kind: ValueKind;
  /** Whether it is never null. */
  readonly required?: true;
}

const text = (column: string): CustomerColumn => ({ column, kind: 'text' });

/** The columns of `customers` by their GraphQL names: what there is to ask for, in this one list. */
export const customerColumns = {
  id: { column: 'customer_id', kind: 'text', required: true },
  title: text('title'),
  givenName: text('given_name'),
  surname: text('surname'),
  fullName: text('full_name'),
  generationalSuffix: text('generational_suffix'),
  email: text('email'),
  phone: text('phone'),
  line1: text('address'),
  line2: text('address2'),
  city: text('city'),
  state: text('state'),
  postal: text('postal'),
  country: text('country'),
  birthdate: { column: 'birthdate', kind: 'date' },
  gender: text('gender'),
  company: text('company'),
  loyaltyId: text('loyalty_id'),
  accountId: text('account_id'),
  sourceRecords: { column: 'source_records', kind: 'number', required: true },
  createdAt: { column: 'create_dt', kind: 'dateTime' },
  updatedAt: { column: 'update_dt', kind: 'dateTime' },
} as const satisfies Readonly<Record<string, CustomerColumn>>;

/** The GraphQL name of a column of customers. */
export type CustomerColumnName = keyof typeof customerColumns;

/** The value of the GraphQL enum `CustomerColumn` for a column: `givenName` → `GIVEN_NAME`. */
export const columnEnum = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

/** A column by its GraphQL name; undefined for any other. */
export const customerColumn = (name: string): CustomerColumn | undefined =>
  Object.hasOwn(customerColumns, name) ? customerColumns[name as CustomerColumnName] : undefined;

const names = new Map(Object.keys(customerColumns).map((name) => [columnEnum(name), name]));

/** The GraphQL name of a column by its value of the enum `CustomerColumn`. */
export const columnOfEnum = (value: string): string => names.get(value) ?? value;
