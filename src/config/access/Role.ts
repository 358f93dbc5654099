import { piiClasses, type PiiClass } from '../../words/piiClasses.js';
import { fullRoleName, type DocumentPolicy, type PiiPolicy } from '../../words/rights.js';

/** What an operation of a role may ask for at the most; what is undefined is as the server has it for all. */
export interface RoleLimits {
  readonly depth?: number | undefined;
  readonly tokens?: number | undefined;
  readonly aliases?: number | undefined;
  readonly rootFields?: number | undefined;
  readonly directives?: number | undefined;
  /** Of `first`, `last` and lists of keys. */
  readonly listSize?: number | undefined;
  /** Estimated points of one operation. */
  readonly cost?: number | undefined;
}

/** Points of operations that a viewer may spend in each window of time. */
export interface PointBudget {
  readonly points: number;
  readonly seconds: number;
}

/** What viewers of a role may see and do. Where something is null, it is not narrowed. */
export interface Role {
  readonly name: string;
  /** The rights that `@requiresScopes` asks for. */
  readonly scopes: ReadonlySet<string> | null;
  /** The rules that `@policy` asks for. */
  readonly policies: ReadonlySet<string> | null;
  readonly pii: Readonly<Record<PiiClass, PiiPolicy>>;
  /** For values that nobody has classified: attributes without a class, and fields of other subgraphs. */
  readonly unclassified: PiiPolicy;
  /** The subgraphs whose root fields it may ask. */
  readonly subgraphs: ReadonlySet<string> | null;
  /** Coordinates such as `Customer.email`, with `*` for any name; `only` null: all but `not`. */
  readonly fields: { readonly only: readonly string[] | null; readonly not: readonly string[] };
  /** Whether what it cannot read is left out of its schema. */
  readonly contract: boolean;
  readonly introspection: boolean;
  /** Whether a fault names what may have been meant. */
  readonly suggestions: boolean;
  /** The applications and brands whose rows it sees. */
  readonly apps: readonly string[] | null;
  readonly brands: readonly string[] | null;
  /** Customers or rows that a group must have, to be told of. */
  readonly leastGroup: number;
  readonly documents: DocumentPolicy;
  readonly limits: RoleLimits;
  readonly budget: PointBudget | null;
}

/** Policies of all classes that are the same. */
const everyClass = (policy: PiiPolicy): Role['pii'] =>
  Object.fromEntries(piiClasses.map((name) => [name, policy])) as Record<PiiClass, PiiPolicy>;

/** The role that sees everything. */
export const fullRole: Role = {
  name: fullRoleName,
  scopes: null,
  policies: null,
  pii: everyClass('show'),
  unclassified: 'show',
  subgraphs: null,
  fields: { only: null, not: [] },
  contract: false,
  introspection: true,
  suggestions: true,
  apps: null,
  brands: null,
  leastGroup: 1,
  documents: 'open',
  limits: {},
  budget: null,
};

/** Whether a role is shown values of every class, also of what nobody has classified. */
export const showsAllValues = ({ pii, unclassified }: Pick<Role, 'pii' | 'unclassified'>): boolean =>
  [...Object.values(pii), unclassified].every((policy) => policy === 'show');

/** Whether the lists of a role (`fields`) say anything. */
export const hasFieldLists = ({ fields: { only, not } }: Pick<Role, 'fields'>): boolean =>
  only !== null || not.length > 0;

/** Whether nothing of what a role asks for has to be looked at: it may read every field and every value. */
export const seesAllFields = (role: Role): boolean =>
  showsAllValues(role) &&
  !hasFieldLists(role) &&
  role.scopes === null &&
  role.policies === null &&
  role.subgraphs === null;
