import type { SegmentCondition, ConditionGroup, SegmentDefinition } from '../SegmentDefinition.js';

/** A group with where it stands in its definition. */
export interface PlacedGroup {
  readonly group: ConditionGroup;
  readonly path: string;
}

const placed = (groups: readonly ConditionGroup[] | undefined, path: string): PlacedGroup[] =>
  (groups ?? []).map((group, n) => ({ group, path: `${path}[${n}]` }));

const below = (path: string, member: string): string => (path === '' ? member : `${path}.${member}`);

/** The groups of a definition, with the places that sentences name. */
export const groupsOf = (
  { include, exclude }: SegmentDefinition,
  path = '',
): { readonly include: readonly PlacedGroup[]; readonly exclude: readonly PlacedGroup[] } => ({
  include: placed(include?.groups, below(path, 'include.groups')),
  exclude: placed(exclude, below(path, 'exclude')),
});

/** All conditions of a definition, in their order. */
export function conditionsOf(definition: SegmentDefinition): SegmentCondition[] {
  const { include, exclude } = groupsOf(definition);
  return [...include, ...exclude].flatMap(({ group }) => group.conditions);
}
