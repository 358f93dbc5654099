import { kindOf } from '../conditions/conditionKinds.js';
import type { ConditionGroup, Join, SegmentDefinition } from '../SegmentDefinition.js';

const words = { AND: ' and ', OR: ' or ' } as const;

const clauseOf = ({ join = 'AND', conditions }: ConditionGroup): string =>
  conditions
    .map((condition) => {
      const { kind, given } = kindOf(condition);
      return kind.sentence(given);
    })
    .join(words[join]);

/** Clauses that hold together; in brackets where they would be read otherwise. */
function joinedGroups(groups: readonly ConditionGroup[], join: Join): string {
  const [only] = groups;
  if (groups.length === 1 && only !== undefined) return clauseOf(only);
  return groups
    .map((group) => {
      const isClear = group.conditions.length === 1 || (group.join ?? 'AND') === join;
      return isClear ? clauseOf(group) : `(${clauseOf(group)})`;
    })
    .join(words[join]);
}

/** A checked definition as a sentence: `Customers whose country is DE or AT, without those who ordered after 2026-01-01.` */
export function definitionSentence({ include, exclude = [] }: SegmentDefinition): string {
  const groups = include?.groups ?? [];
  const included = groups.length === 0 ? 'All customers' : `Customers ${joinedGroups(groups, include?.join ?? 'AND')}`;
  if (exclude.length === 0) return `${included}.`;
  return `${included}, without those ${exclude.map((group) => clauseOf(group)).join(', and without those ')}.`;
}
