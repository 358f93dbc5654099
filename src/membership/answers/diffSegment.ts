import { sql, type SQL } from 'drizzle-orm';
import type { CompileContext } from '../../segments/CompileContext.js';
import type { SegmentDefinition } from '../../segments/SegmentDefinition.js';
import { segmentMembers } from '../../segments/segmentMembers.js';
import { explainCustomers, type ConditionExplanation, type CustomerExplanation } from './explainCustomers.js';

/** A definition asked for two days. */
export interface DiffQuestion {
  readonly definition: SegmentDefinition;
  readonly before: CompileContext;
  readonly after: CompileContext;
}

/** How many customers came, left and stayed. */
export interface DiffCounts {
  readonly entered: number;
  readonly left: number;
  readonly stayed: number;
}

/** What became of customers between two days. */
export type Move = 'entered' | 'left' | 'stayed';

/** A condition that holds on one of two days and not on the other. */
export interface ConditionChange {
  readonly path: string;
  readonly sentence: string;
  readonly heldBefore: boolean;
  readonly holds: boolean;
  readonly valueBefore: string | null;
  readonly value: string | null;
}

/** A customer, with what changed between two days. */
export interface MovedCustomer {
  readonly customerId: string;
  readonly changes: readonly ConditionChange[];
}

const both = ({ definition, before, after }: DiffQuestion): SQL => sql`
  was as materialized (${segmentMembers(before, definition)}), is_in as materialized (${segmentMembers(after, definition)})`;

/** How many came, left and stayed, by one statement. */
export async function countMoves(question: DiffQuestion): Promise<DiffCounts> {
  const [row] = await question.after.scope.db.query<DiffCounts>(sql`
    with ${both(question)}
    select count(*) filter (where was.customer_id is null)::int as entered,
      count(*) filter (where is_in.customer_id is null)::int as "left",
      count(*) filter (where was.customer_id = is_in.customer_id)::int as stayed
    from was full join is_in on was.customer_id = is_in.customer_id`);
  return row ?? { entered: 0, left: 0, stayed: 0 };
}

const others: Readonly<Record<Move, SQL>> = {
  entered: sql`select customer_id from is_in except select customer_id from was`,
  left: sql`select customer_id from was except select customer_id from is_in`,
  stayed: sql`select customer_id from was intersect select customer_id from is_in`,
};

/** The keys of those who moved so, in their order: at most `size`, behind a key where one is given. */
export async function findMovedKeys(
  question: DiffQuestion,
  move: Move,
  { after, size }: { readonly after: string | undefined; readonly size: number },
): Promise<string[]> {
  const rows = await question.after.scope.db.query<{ id: string }>(sql`
    with ${both(question)}
    select moved.customer_id as id from (${others[move]}) as moved
    where ${after === undefined ? sql`true` : sql`moved.customer_id > ${after}`} order by 1 limit ${size}`);
  return rows.map(({ id }) => id);
}

const conditionsOf = (explanation: CustomerExplanation | null): readonly ConditionExplanation[] =>
  (explanation?.groups ?? []).flatMap(({ conditions }) => conditions);

function changesOf(was: CustomerExplanation | null, now: CustomerExplanation | null): ConditionChange[] {
  const before = new Map(conditionsOf(was).map((condition) => [condition.path, condition]));
  return conditionsOf(now).flatMap(({ path, sentence, holds, value }) => {
    const then = before.get(path);
    if (then === undefined || then.holds === holds) return [];
    return [{ path, sentence, heldBefore: then.holds, holds, valueBefore: then.value, value }];
  });
}

/** What changed for some customers between the two days, in their order: one statement for each day. */
export async function findConditionChanges(
  { definition, before, after }: DiffQuestion,
  ids: readonly string[],
): Promise<MovedCustomer[]> {
  if (ids.length === 0) return [];
  const [was, now] = [await explainCustomers(before, definition, ids), await explainCustomers(after, definition, ids)];
  return ids.map((customerId, n) => ({ customerId, changes: changesOf(was[n] ?? null, now[n] ?? null) }));
}
