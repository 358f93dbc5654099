import type { ValueKind } from '../words/dataTypes.js';
import { PiiClass, type DeclaredClass } from '../words/piiClasses.js';

/** A column of `customers` that can be read, filtered and ordered by. */
interface CustomerColumn {
  readonly column: string;
  readonly kind: ValueKind;
  /** As `@pii` says it of the field in the SDL. */
  readonly pii: DeclaredClass;
  /** Whether it is never null. */
  readonly required?: true;
}

const text = (column: string, pii: DeclaredClass): CustomerColumn => ({ column, kind: 'text', pii });

const { IDENTITY, CONTACT, LOCATION, DEMOGRAPHIC } = PiiClass;

/** The columns of `customers` by their GraphQL names: what there is to ask for, in this one list. */
export const customerColumns = {
  id: { column: 'customer_id', kind: 'text', pii: 'NONE', required: true },
  title: text('title', IDENTITY),
  givenName: text('given_name', IDENTITY),
  surname: text('surname', IDENTITY),
  fullName: text('full_name', IDENTITY),
  generationalSuffix: text('generational_suffix', IDENTITY),
  email: text('email', CONTACT),
  phone: text('phone', CONTACT),
  line1: text('address', LOCATION),
  line2: text('address2', LOCATION),
  city: text('city', LOCATION),
  state: text('state', LOCATION),
  postal: text('postal', LOCATION),
  country: text('country', LOCATION),
  birthdate: { column: 'birthdate', kind: 'date', pii: IDENTITY },
  gender: text('gender', DEMOGRAPHIC),
  company: text('company', IDENTITY),
  loyaltyId: text('loyalty_id', IDENTITY),
  accountId: text('account_id', 'NONE'),
  sourceRecords: { column: 'source_records', kind: 'number', pii: 'NONE', required: true },
  createdAt: { column: 'create_dt', kind: 'dateTime', pii: 'NONE' },
  updatedAt: { column: 'update_dt', kind: 'dateTime', pii: 'NONE' },
} as const satisfies Readonly<Record<string, CustomerColumn>>;

const ofAddress: ReadonlySet<string> = new Set(['line1', 'line2', 'city', 'state', 'postal', 'country']);

/** The coordinates of the fields that give a column of customers, by its GraphQL name. */
export const fieldsOfColumn = (name: string): readonly string[] =>
  ofAddress.has(name) ? ['Customer.address', `PostalAddress.${name}`] : [`Customer.${name}`];

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
