/** Columns of a customer that are taken together, from one source record. */
export interface MergeGroup {
  readonly name: string;
  readonly columns: readonly string[];
  /** SQL over a record's columns: how complete the group is, from 0 to `complete`. */
  readonly completion: string;
  readonly complete: number;
  /** Whether `customers` tells which record won (`<name>_datasource`, `_pk`, `_update_dt`, `_priority`, `_completion`). */
  readonly told: boolean;
}

const single = (name: string, told: boolean): MergeGroup => ({
  name,
  columns: [name],
  completion: `num_nonnulls(${name})`,
  complete: 1,
  told,
});

/**
 * The groups of the merge rule (spec A3). A name is complete with a full name, or with a given name and a surname; an
 * address has a point for each of street, city, state and postal code.
 */
export const mergeGroups: readonly MergeGroup[] = [
  {
    name: 'name',
    columns: ['title', 'given_name', 'surname', 'full_name', 'generational_suffix'],
    completion: '(full_name is not null or (given_name is not null and surname is not null))::int',
    complete: 1,
    told: true,
  },
  {
    name: 'address',
    columns: ['address', 'address2', 'city', 'state', 'postal', 'country'],
    completion: 'num_nonnulls(address, city, state, postal)',
    complete: 4,
    told: true,
  },
  single('email', true),
  single('phone', true),
  single('birthdate', true),
  single('gender', true),
  single('company', false),
  single('loyalty_id', false),
  single('account_id', false),
  single('app', false),
];
