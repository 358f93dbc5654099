import { policyOf, type KnownClass } from '../access/rights.js';
import { seesAllFields, type Role } from '../config/access/Role.js';
import type { FieldRight } from '../lib/rights/fieldRights.js';
import { maskedAs } from '../access/masks.js';
import { piiPolicies, type PiiPolicy } from '../words/rights.js';
import { fieldListsOf } from '../access/lists/fieldLists.js';
import { unmetDemand } from './demands.js';
import type { FieldFacts } from './FieldFacts.js';
import type { RoleReader } from './RoleReader.js';

/** What a reader may not simply read of a field; undefined where it is shown. */
export type Decide = (facts: FieldFacts) => FieldRight | undefined;

const severity = (policy: PiiPolicy): number => piiPolicies.indexOf(policy);

/** Why nothing of a field may be asked, as the end of a sentence, but for classes; undefined where nothing is against it. */
type Objection = (facts: FieldFacts) => string | undefined;

/** What the lists of a role say. */
function listsOf(role: Role): { readonly only: Objection; readonly others: Objection } {
  const { subgraphs } = role;
  const { isOnly, isNot } = fieldListsOf(role);
  const isOwned = ({ owners, entrance }: FieldFacts): boolean => {
    if (subgraphs === null) return true;
    if (entrance !== undefined) return false;
    return owners === undefined || owners.some((name) => subgraphs.has(name));
  };
  return {
    only: ({ type, field }) => (isOnly(type, field) ? undefined : 'is not among its fields'),
    others: (facts) => {
      if (isNot(facts.type, facts.field)) return 'is among those that it is not to read';
      return isOwned(facts) ? undefined : 'is of a subgraph that it may not ask';
    },
  };
}

const sentence = (coordinate: string, why: string, { name }: Role): string =>
  `"${coordinate}" ${why}: the role "${name}" may not read it.`;

const refusal = (coordinate: string, why: string, role: Role): FieldRight => ({
  policy: 'refuse',
  maskedAs: maskedAs(null),
  reason: sentence(coordinate, why, role),
});

function ofClass(known: KnownClass, coordinate: string, role: Role): FieldRight | undefined {
  const policy = policyOf({ role }, known);
  if (policy === 'show') return undefined;
  const what = known === null ? 'has been classified by nobody' : `is personal (${known})`;
  return { policy, maskedAs: maskedAs(known), reason: sentence(coordinate, what, role) };
}

/** The right that leaves the least, the first of equal ones; undefined where all is shown. */
export const strictest = (rights: readonly (FieldRight | undefined)[]): FieldRight | undefined =>
  rights.reduce<FieldRight | undefined>(
    (most, one) => (severity(one?.policy ?? 'show') > severity(most?.policy ?? 'show') ? one : most),
    undefined,
  );

/**
 * The decisions on the fields of a schema for a reader, one by one: what lists, directives of access and classes say of a field and of
 * the same field of its interfaces, of which the strictest holds. `fields.only` goes by a field's own coordinate.
 */
export function decisionsFor(reader: RoleReader): Decide {
  const { role } = reader;
  const { only, others } = listsOf(role);
  const seesAll = seesAllFields(role);
  const objection: Objection = (facts) => {
    if (facts.entrance === '_service' && !seesAll) return 'tells of all fields';
    return others(facts) ?? unmetDemand(facts.demands, reader);
  };
  const rightOf = (facts: FieldFacts, coordinate: string): FieldRight | undefined => {
    const against = objection(facts);
    if (against !== undefined) return refusal(coordinate, against, role);
    return strictest(facts.classes.map((known) => ofClass(known, coordinate, role)));
  };
  return (facts) => {
    const coordinate = `${facts.type}.${facts.field}`;
    const outside = only(facts);
    if (outside !== undefined) return refusal(coordinate, outside, role);
    return strictest([facts, ...facts.inherited].map((one) => rightOf(one, coordinate)));
  };
}
