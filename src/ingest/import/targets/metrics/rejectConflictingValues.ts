import { sql, type SQL } from 'drizzle-orm';
import { identifier, list, literal } from '../../../../db/sql.js';
import type { ColumnPlan } from '../../columns/columnPlan.js';
import type { WriteContext } from '../../merge/writeContext.js';
import { rejectDeleted } from '../../rejects/rejectDeleted.js';
import { isStaged, source, stagedRows, stagedValue, textsOf, valueOf } from '../../staging/stagingStatements.js';
import { staging } from '../../staging/temporaryTables.js';

/** The plans of the columns of the key. */
const keyPlans = ({ columns }: WriteContext, key: readonly string[]): ColumnPlan[] =>
  columns.filter(({ target }) => key.includes(target.name));

const sameKey = (plans: readonly ColumnPlan[]): SQL =>
  sql.join(
    plans.map((plan) => sql`old.${identifier(plan.target.name)} = ${valueOf(plan)}`),
    sql` and `,
  );

/** Deletes the staged rows that `old` has another value of. */
const deleteConflicting = (
  context: WriteContext,
  plans: readonly ColumnPlan[],
  old: SQL,
  where: SQL,
  reason: SQL,
): SQL => {
  const value = stagedValue(context.columns, 'value');
  return sql`
    with out as (
      delete from ${staging} as ${source} using ${old} as old
      where ${sameKey(plans)} and old.value is distinct from ${value} and ${where}
      returning ${source}.line, ${value}::text as value, ${reason} as reason,
        ${textsOf(context.columns.filter(isStaged), source)} as texts)
    select * from out order by line`;
};

/**
 * Rejects the staged values that differ from another of the same key: an earlier one of the file, or a stored one that
 * another file wrote. A file that comes back under its name corrects what it has stored itself.
 */
export async function rejectConflictingValues(context: WriteContext, key: readonly string[]): Promise<void> {
  const plans = keyPlans(context, key);
  const by = list(plans.map(({ target }) => identifier(target.name)));
  const from = context.columns.find(({ target }) => target.name === 'value')?.columns.join(', ') ?? '';
  const first = sql`(select distinct on (${by}) * from ${stagedRows(context.columns)} order by ${by}, line)`;
  const shown = sql`coalesce(old.value::text, 'a missing value')`;
  await rejectDeleted(
    context,
    deleteConflicting(
      context,
      plans,
      first,
      sql`true`,
      sql`'is a second value of its entity, metric and date; line ' || old.line || ' says ' || ${shown}`,
    ),
    from,
  );
  const corrects = sql`
    old.load_id <> ${literal(context.loadId)}::bigint and exists (
      select from facet.import_files f
      where f.load_id = old.load_id and f.target = 'metric_values' and f.file = ${literal(context.file)})`;
  await rejectDeleted(
    context,
    deleteConflicting(
      context,
      plans,
      sql`facet.metric_values`,
      sql`not (${corrects})`,
      sql`'is a second value of its entity, metric and date; ' || ${shown} || ' is stored from elsewhere'`,
    ),
    from,
  );
}
