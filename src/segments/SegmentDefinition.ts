/** Whether all of several must hold, or one of them. */
export type Join = 'AND' | 'OR';

/** One condition: exactly one member, named after its kind; `conditionKinds` has them. */
export type SegmentCondition = Readonly<Record<string, unknown>>;

/** Conditions that are joined; by AND unless said. */
export interface ConditionGroup {
  readonly join?: Join | undefined;
  readonly conditions: readonly SegmentCondition[];
}

/**
 * Which customers a segment means: those of the included groups, without those of any excluded one. Plain data, the same as JSON,
 * YAML and input of GraphQL; `checkDefinition` makes one of what clients give.
 */
export interface SegmentDefinition {
  /** Left out, or without groups: every customer. */
  readonly include?:
    { readonly join?: Join | undefined; readonly groups?: readonly ConditionGroup[] | undefined } | undefined;
  /** Whoever is in one of these is out. */
  readonly exclude?: readonly ConditionGroup[] | undefined;
}
