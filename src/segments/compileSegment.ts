import type { SQL } from 'drizzle-orm';
import type { CompileContext } from './CompileContext.js';
import { allHold, anyHolds, doesNotHold } from './sets/anyHolds.js';
import type { JoinedCondition } from './sets/JoinedCondition.js';
import { kindOf } from './conditions/conditionKinds.js';
import type { CompiledCondition } from './conditions/ConditionKind.js';
import { withoutJoins } from './sets/withoutJoins.js';
import { groupsOf, type PlacedGroup } from './definition/conditionsOf.js';
import type { SegmentCondition, Join, SegmentDefinition } from './SegmentDefinition.js';

/** A condition of a definition, compiled. */
export interface ExplainedCondition extends CompiledCondition {
  /** Where it stands: `include.groups[0].conditions[2]`. */
  readonly path: string;
  /** What it says, as a clause that follows "customers". */
  readonly sentence: string;
}

/** A group of conditions, compiled. */
export interface ExplainedGroup {
  readonly path: string;
  readonly join: Join;
  readonly conditions: readonly ExplainedCondition[];
  /** Whether the customer is in the group: true, or false or null where not. */
  readonly sql: SQL;
  readonly ofProfile: boolean;
  readonly isPlain?: boolean | undefined;
}

/** A definition, group by group and condition by condition. */
export interface ExplainedSegment {
  readonly join: Join;
  readonly include: readonly ExplainedGroup[];
  /** Whoever is in one of them is out. */
  readonly exclude: readonly ExplainedGroup[];
  /** The whole, with `path` and `sentence` of no condition. */
  readonly whole: CompiledCondition;
}

const joined = (context: CompileContext, join: Join, conditions: readonly JoinedCondition[]): JoinedCondition =>
  join === 'OR' ? anyHolds(context, conditions) : allHold(context, conditions);

/** A checked condition, of which what is given for its kind stands at a path, which sentences name. */
export function compileGiven(context: CompileContext, condition: SegmentCondition, path: string): CompiledCondition {
  const { kind, given } = kindOf(condition);
  return kind.compile({ ...context, compileSegment: (...of) => compileSegment(context, ...of) }, given, path);
}

function compileCondition(context: CompileContext, condition: SegmentCondition, path: string): ExplainedCondition {
  const { kind, given } = kindOf(condition);
  const compiled = compileGiven(context, condition, `${path}.${kind.name}`);
  return { ...compiled, path, sentence: kind.sentence(given) };
}

function compileGroup(context: CompileContext, { group, path }: PlacedGroup): ExplainedGroup {
  const { join = 'AND', conditions } = group;
  const compiled = conditions.map((condition, n) => compileCondition(context, condition, `${path}.conditions[${n}]`));
  return { ...joined(context, join, compiled), path, join, conditions: compiled };
}

type Groups = Pick<ExplainedSegment, 'join' | 'include' | 'exclude'>;

function compileGroups(context: CompileContext, definition: SegmentDefinition, path: string): Groups {
  const fault = context.refused?.get(definition);
  if (fault !== undefined) throw fault;
  const groups = groupsOf(definition, path);
  const compiled = (placed: readonly PlacedGroup[]): ExplainedGroup[] =>
    placed.map((one) => compileGroup(context, one));
  return {
    join: definition.include?.join ?? 'AND',
    include: compiled(groups.include),
    exclude: compiled(groups.exclude),
  };
}

function wholeOf(context: CompileContext, { join, include, exclude }: Groups): CompiledCondition {
  const included = include.length === 0 ? [] : [joined(context, join, include)];
  const excluded = exclude.length === 0 ? [] : [doesNotHold(context, anyHolds(context, exclude))];
  const hasPast = [...include, ...exclude].every(({ conditions }) => conditions.every((one) => one.hasPast));
  const joinedParts = allHold(context, [...included, ...excluded]);
  return { ...withoutJoins(context, joinedParts), hasPast, value: null };
}

/** A checked definition as one condition on a customer. Throws a `UserError` that names the place of a name that is unknown. */
export const compileSegment = (context: CompileContext, definition: SegmentDefinition, path = ''): CompiledCondition =>
  wholeOf(context, compileGroups(context, definition, path));

/**
 * Compiles a checked definition part by part, for explanations: the whole reads the snapshot where any of the conditions does. Throws a
 * `UserError` that names the place of a name that is unknown.
 */
export function explained(context: CompileContext, definition: SegmentDefinition, path = ''): ExplainedSegment {
  const groups = compileGroups(context, definition, path);
  const conditions = [...groups.include, ...groups.exclude].flatMap((group) => group.conditions);
  const ofProfile = conditions.some((one) => one.ofProfile);
  return { ...groups, whole: { ...wholeOf(context, groups), ofProfile } };
}
