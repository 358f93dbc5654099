import { sql, type SQL } from 'drizzle-orm';
import { allOf, anyOfThem } from '../conditions/allOf.js';
import type { CompileContext } from './CompileContext.js';
import { kindOf } from './conditions/conditionKinds.js';
import type { CompiledCondition } from './conditions/ConditionKind.js';
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

const joined = (join: Join, conditions: readonly SQL[]): SQL =>
  join === 'OR' ? anyOfThem(conditions) : allOf(conditions);

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
  return {
    path,
    join,
    conditions: compiled,
    sql: joined(
      join,
      compiled.map((one) => one.sql),
    ),
  };
}

/** Compiles a checked definition part by part, for explanations. Throws a `UserError` that names the place of a name that is unknown. */
export function explained(context: CompileContext, definition: SegmentDefinition, path = ''): ExplainedSegment {
  const groups = groupsOf(definition, path);
  const [include, exclude] = [groups.include, groups.exclude].map((placed) =>
    placed.map((one) => compileGroup(context, one)),
  ) as [ExplainedGroup[], ExplainedGroup[]];
  const join = definition.include?.join ?? 'AND';
  const conditions = [...include, ...exclude].flatMap((group) => group.conditions);
  const included =
    include.length === 0
      ? []
      : [
          joined(
            join,
            include.map((group) => group.sql),
          ),
        ];
  const excluded = exclude.map((group) => sql`(${group.sql}) is not true`);
  return {
    join,
    include,
    exclude,
    whole: {
      sql: allOf([...included, ...excluded]),
      ofProfile: conditions.some(({ ofProfile }) => ofProfile),
      hasPast: conditions.every(({ hasPast }) => hasPast),
      value: null,
    },
  };
}

/** A checked definition as one condition on a customer. Throws a `UserError` that names the place of a name that is unknown. */
export const compileSegment = (context: CompileContext, definition: SegmentDefinition, path = ''): CompiledCondition =>
  explained(context, definition, path).whole;
