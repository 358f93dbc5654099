import { AggregationLevel } from '../words/levels.js';

/*
 * SQL over a row `t` of a table, with two tables of the transaction beside it: `forgetting` has one row with the person's
 * `customer_id`, its random `pseudonym` and its telling `texts`; `forgetting_values` has what it is known by, by kind.
 */

/** SQL by column. */
type Columns = Readonly<Record<string, string>>;

/** What becomes of the rows of a table when a person is forgotten. */
export type PersonTreatment =
  /** Rows are deleted. */
  | { readonly way: 'delete'; readonly rows: string }
  /** Rows stay, so that sums stay, and belong to a random name that nobody knows. */
  | { readonly way: 'pseudonymise'; readonly rows: string; readonly set: Columns }
  /** Rows stay without what they say of the person. */
  | { readonly way: 'rewrite'; readonly rows: string; readonly set: Columns }
  /** Rows say nothing of a person, and why. */
  | { readonly way: 'keep'; readonly why: string };

const id = '(select customer_id from forgetting)';
const pseudonym = '(select pseudonym from forgetting)';
const texts = '(select texts from forgetting)::text[]';

/** Rows of the person. */
export const ofPerson = `t.customer_id = ${id}`;

/** SQL: whether a value is among those of a kind. */
export const among = (value: string, kind: string): string =>
  `${value} in (select value from forgetting_values where kind = '${kind}')`;

/** SQL: what stands between two values that are hashed as one. */
export const between = 'chr(31)';

/** SQL: two values as one, such as those of a source record. */
export const recordOf = (source: string, pk: string): string => `${source} || ${between} || ${pk}`;

/** The rows of the person are deleted. */
export const deleted: PersonTreatment = { way: 'delete', rows: ofPerson };

/** Rows of the person, and those of nobody known with a session that only the person has. */
export const deletedWithSessions = (column: string): PersonTreatment => ({
  way: 'delete',
  rows: `${ofPerson} or t.customer_id = '' and ${among(`t.${column}`, 'session')}`,
});

/**
 * The person's rows become those of nobody known. Texts beside the key lose what they say of the person (see `personTables`).
 * @param also columns that are set beside
 */
export const pseudonymised = (also: Readonly<Record<string, string>> = {}): PersonTreatment => ({
  way: 'pseudonymise',
  rows: ofPerson,
  set: { customer_id: pseudonym, ...also },
});

/** SQL: a column of text or JSON without the telling texts of the person. */
export const without = (column: string): string => `facet.without_texts(t."${column}", ${texts})`;

/** Columns whose texts, or texts in JSON, stay without those of the person. */
export const scrubbed = (...columns: readonly string[]): PersonTreatment => ({
  way: 'rewrite',
  rows: columns.map((column) => `${without(column)} is distinct from t.${column}`).join(' or '),
  set: Object.fromEntries(columns.map((column) => [column, without(column)])),
});

/** Rows say nothing of a person. */
export const kept = (why: string): PersonTreatment => ({ way: 'keep', why });

/** Values of metrics of the person itself. */
export const ofEntity = `t.level = '${AggregationLevel.CUSTOMER}' and t.entity_id = ${id}`;

/** What is counted once wherever it is found: it stays one thing. */
export const countedItem: PersonTreatment = {
  way: 'pseudonymise',
  rows: `not (${ofEntity}) and (t.item = ${id} or ${among('t.item', 'identifier')})`,
  set: { item: pseudonym },
};

const keys = 'jsonb_array_elements(t.sample_keys) with ordinality as k (list, place)';
const keyNamed = (name: string): string =>
  `(select e.value from jsonb_array_elements_text(k.list) with ordinality as e (value, n) where t.key_columns[e.n] = '${name}')`;
const isOfPerson = `(exists (select 1 from jsonb_array_elements_text(k.list) with ordinality as e (value, n)
    where e.value = any(${texts}) or t.key_columns[e.n] in ('customer_id', 'entity_id') and e.value = ${id})
  or coalesce(${among(recordOf(keyNamed('datasource'), keyNamed('pk')), 'record')}, false))`;

/** Keys of failing rows without those of the person. */
export const withoutSamples: PersonTreatment = {
  way: 'rewrite',
  rows: `exists (select 1 from ${keys} where ${isOfPerson})`,
  set: {
    sample_keys: `coalesce((select jsonb_agg(k.list order by k.place) from ${keys} where not ${isOfPerson}), '[]')`,
  },
};

/** Hashes of the person. */
export const withoutHash: PersonTreatment = {
  way: 'rewrite',
  rows: `t.persons @> array[(select person from forgetting)]`,
  set: { persons: 'array_remove(t.persons, (select person from forgetting))' },
};
