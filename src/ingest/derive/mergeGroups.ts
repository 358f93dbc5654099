import { personColumns } from './personColumns.js';

/** Columns of a customer that are taken together, from one source record. */
export interface MergeGroup {
  readonly name: string;
  readonly columns: readonly string[];
  /** SQL over a record's columns: how complete the group is, from 0 to `complete`. */
  readonly completion: string;
  readonly complete: number;
  /**
   * Whether `customers` has columns for the record it came from (`<name>_datasource`, `_pk`, `_update_dt`, `_priority`,
   * `_completion`).
   */
  readonly hasProvenance: boolean;
}

const single = (name: string, hasProvenance: boolean): MergeGroup => ({
  name,
  columns: [name],
  completion: `num_nonnulls(${name})`,
  complete: 1,
  hasProvenance,
});

/**
 * A name is complete with a full name, or with a given name and a surname; an address has a point for each of street,
 * city, state and postal code.
 */
const groups: readonly MergeGroup[] = [
  {
    name: 'name',
    columns: ['title', 'given_name', 'surname', 'full_name', 'generational_suffix'],
    completion: '(full_name is not null or (given_name is not null and surname is not null))::int',
    complete: 1,
    hasProvenance: true,
  },
  {
    name: 'address',
    columns: ['address', 'address2', 'city', 'state', 'postal', 'country'],
    completion: 'num_nonnulls(address, city, state, postal)',
    complete: 4,
    hasProvenance: true,
  },
  single('email', true),
  single('phone', true),
  single('birthdate', true),
  single('gender', true),
];

const grouped = new Set(groups.flatMap(({ columns }) => columns));

/** The groups of the merge rule (spec A3): every column that is in no other group is one by itself. */
export const mergeGroups: readonly MergeGroup[] = [
  ...groups,
  ...[...personColumns.keys()].filter((name) => !grouped.has(name)).map((name) => single(name, false)),
];
