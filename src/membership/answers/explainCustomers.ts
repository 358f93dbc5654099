import { sql, type SQL } from 'drizzle-orm';
import { anyOf, list } from '../../db/sql.js';
import { byKey } from '../../lib/byKey.js';
import { customersOf } from '../../operands/customersOf.js';
import type { CompileContext } from '../../segments/CompileContext.js';
import { explained, type ExplainedGroup, type ExplainedSegment } from '../../segments/compileSegment.js';
import type { Join, SegmentDefinition } from '../../segments/SegmentDefinition.js';

/** What becomes of one condition for a customer. */
export interface ConditionExplanation {
  /** Where it stands in the definition. */
  readonly path: string;
  readonly sentence: string;
  readonly holds: boolean;
  /** The customer's own value; null where there is none, or none to show. */
  readonly value: string | null;
  /** Whether it is asked as of the day; else it is asked of what is now. */
  readonly hasPast: boolean;
}

/** What becomes of one group of conditions for a customer. */
export interface GroupExplanation {
  readonly path: string;
  /** Whether whoever is in it is out of the segment. */
  readonly isExcluding: boolean;
  readonly join: Join;
  readonly holds: boolean;
  readonly conditions: readonly ConditionExplanation[];
}

/** Why a customer is in a segment, or is not. */
export interface CustomerExplanation {
  readonly isMember: boolean;
  readonly day: string;
  readonly profileDay: string | null;
  readonly join: Join;
  /** The excluding ones last. */
  readonly groups: readonly GroupExplanation[];
}

/** What a statement tells of a customer: what holds and the values, in the order of groups and conditions. */
interface AnsweredRow {
  readonly id: string;
  readonly isMember: boolean;
  readonly groups: readonly boolean[];
  readonly holds: readonly boolean[];
  readonly values: readonly (string | null)[];
}

/** A list in JSON: an array of one type has no limit of arguments. */
const jsonList = (parts: readonly SQL[], type: string): SQL => sql`to_jsonb(array[${list(parts)}]::${sql.raw(type)}[])`;

const holds = ({ sql: condition }: { readonly sql: SQL }): SQL => sql`((${condition}) is true)`;

const groupsOf = ({ include, exclude }: ExplainedSegment): readonly ExplainedGroup[] => [...include, ...exclude];

function statementOf({ scope, moment }: CompileContext, segment: ExplainedSegment, ids: readonly string[]): SQL {
  const groups = groupsOf(segment);
  const conditions = groups.flatMap((group) => group.conditions);
  const ofProfile = segment.whole.ofProfile;
  return sql`select c.customer_id as id, ${holds(segment.whole)} as "isMember", ${jsonList(groups.map(holds), 'boolean')} as groups,
    ${jsonList(conditions.map(holds), 'boolean')} as holds,
    ${jsonList(
      conditions.map(({ value }) => (value === null ? sql`null` : sql`(${value})::text`)),
      'text',
    )} as "values"
    from ${customersOf(scope, { day: moment.profileDay }, ofProfile)} where ${anyOf(sql`c.customer_id`, ids)}`;
}

function toExplanation({ moment }: CompileContext, segment: ExplainedSegment, row: AnsweredRow): CustomerExplanation {
  let place = 0;
  const groups = groupsOf(segment).map(({ path, join, conditions }, n) => ({
    path,
    join,
    isExcluding: n >= segment.include.length,
    holds: row.groups[n] === true,
    conditions: conditions.map(({ path: at, sentence, hasPast }) => {
      const index = place++;
      return { path: at, sentence, hasPast, holds: row.holds[index] === true, value: row.values[index] ?? null };
    }),
  }));
  const { day, profileDay } = moment;
  return { isMember: row.isMember, day, profileDay, join: segment.join, groups };
}

/** Why customers are in a segment, or are not, in the order of their ids; null for those who are not known. One statement. */
export async function explainCustomers(
  context: CompileContext,
  definition: SegmentDefinition,
  ids: readonly string[],
): Promise<(CustomerExplanation | null)[]> {
  const asked = { ...context, among: ids };
  const segment = explained(asked, definition);
  const rows = await context.scope.db.query<AnsweredRow>(statementOf(asked, segment, ids));
  return byKey(
    ids,
    rows.map((row) => ({ id: row.id, explanation: toExplanation(asked, segment, row) })),
    ({ id }) => id,
  ).map((found) => found?.explanation ?? null);
}
