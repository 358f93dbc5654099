import { expect } from '@jest/globals';
import { sql, type SQL } from 'drizzle-orm';
import { list } from '../../../src/db/sql.js';
import { customersOf } from '../../../src/operands/customersOf.js';
import { explained, type ExplainedGroup } from '../../../src/segments/compileSegment.js';
import { segmentMembers } from '../../../src/segments/segmentMembers.js';
import type { SegmentAsking } from './askSegments.js';
import { isMember, slowCondition, type SlowDefinition, type SlowKind } from './slowSegments.js';

const allConditions = ({ include, exclude = [] }: SlowDefinition): Readonly<Record<string, unknown>>[] =>
  [...(include?.groups ?? []), ...exclude].flatMap(({ conditions }) => conditions);

interface Row {
  readonly customer_id: string;
  readonly [column: string]: unknown;
}

/** What the explanation says of each condition and of the whole, with the values that it shows. */
async function explainedRows({ prepare, scope }: SegmentAsking, definition: SlowDefinition): Promise<readonly Row[]> {
  const { context, definition: checked } = await prepare(definition);
  const { include, exclude, whole } = explained(context, checked);
  const conditions = [...include, ...exclude].flatMap((group: ExplainedGroup) => group.conditions);
  const columns: SQL[] = conditions.flatMap((one, n) => [
    sql`(${one.sql}) is true as ${sql.identifier(`holds${n}`)}`,
    sql`${one.value ?? sql`null`} as ${sql.identifier(`value${n}`)}`,
  ]);
  const from = customersOf(scope, { day: context.moment.profileDay }, whole.ofProfile);
  return scope.db.query<Row>(
    sql`select ${list([sql`c.customer_id`, sql`(${whole.sql}) is true as whole`, ...columns])} from ${from}`,
  );
}

/**
 * Expects the same members of a definition as the slow evaluator finds, also where only some customers are asked about, and that the
 * explanation agrees for every customer, condition by condition. Gives their number.
 */
export async function compareMembers(
  asking: SegmentAsking,
  definition: SlowDefinition,
  customers: readonly string[],
  kinds: Readonly<Record<string, SlowKind>>,
): Promise<number> {
  const expected = customers.filter((id) => isMember(definition, id, kinds)).toSorted();
  expect(await asking.members(definition)).toEqual(expected);

  const { context, definition: checked } = await asking.prepare(definition);
  const among = customers.filter((_, n) => n % 7 === 0);
  const few = await asking.scope.db.query<Row>(segmentMembers({ ...context, among }, checked));
  expect(few.map((row) => row.customer_id).toSorted()).toEqual(expected.filter((id) => among.includes(id)));

  const conditions = allConditions(definition);
  for (const row of await explainedRows(asking, definition)) {
    const { customer_id: id, whole } = row;
    expect([id, whole]).toEqual([id, expected.includes(id)]);
    const holding = conditions.map((_, n) => row[`holds${n}`]);
    expect([id, holding]).toEqual([id, conditions.map((one) => slowCondition(one, id, kinds) === true)]);
  }
  return expected.length;
}
