import type { CustomerProfileRow } from './profile/shape.js';

/**
 * What stands behind a `Customer`: its key, and the asked columns under their GraphQL names (those of the address too).
 */
export interface CustomerRow {
  readonly id: string;
  readonly [field: string]: string | number | null;
}

/** What stands behind a `Node`. */
export type NodeRow = CustomerRow | CustomerProfileRow;

export const isProfileRow = (row: NodeRow): row is CustomerProfileRow => '_customer' in row;

/** The columns behind each field of `Customer`: `[output name, column]`. Fields that are not here need the key alone. */
export const customerColumns: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  title: [['title', 'title']],
  givenName: [['givenName', 'given_name']],
  surname: [['surname', 'surname']],
  fullName: [['fullName', 'full_name']],
  generationalSuffix: [['generationalSuffix', 'generational_suffix']],
  email: [['email', 'email']],
  phone: [['phone', 'phone']],
  address: [
    ['line1', 'address'],
    ['line2', 'address2'],
    ['city', 'city'],
    ['state', 'state'],
    ['postal', 'postal'],
    ['country', 'country'],
  ],
  birthdate: [['birthdate', 'birthdate']],
  gender: [['gender', 'gender']],
  company: [['company', 'company']],
  loyaltyId: [['loyaltyId', 'loyalty_id']],
  accountId: [['accountId', 'account_id']],
  sourceRecords: [['sourceRecords', 'source_records']],
  createdAt: [['createdAt', 'create_dt']],
  updatedAt: [['updatedAt', 'update_dt']],
};

/** The row itself stands for the address; null where nothing of it is known. */
export const addressOf = (row: CustomerRow): CustomerRow | null =>
  customerColumns['address']?.some(([name]) => row[name] != null) === true ? row : null;
