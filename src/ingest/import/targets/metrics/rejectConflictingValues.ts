import { sql, type SQL } from 'drizzle-orm';
import { identifier, list, literal } from '../../../../db/sql.js';
import type { ColumnPlan } from '../../columns/columnPlan.js';
import type { WriteContext } from '../../merge/writeContext.js';
import { rejectFound } from '../../rejects/rejectFound.js';
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

/** The staged rows that `old` has another value of. */
const conflicting = (context: WriteContext, plans: readonly ColumnPlan[], old: SQL, where: SQL, reason: SQL): SQL => {
  const value = stagedValue(context.columns, 'value');
  return sql`
    select distinct on (${source}.line) ${source}.line, ${value}::text as value, ${reason} as reason,
      ${textsOf(context.columns.filter(isStaged), source)} as texts
    from ${staging} as ${source} join (select * from ${old} as stored) as old on ${sameKey(plans)}
    where old.value is distinct from ${value} and ${where} order by ${source}.line`;
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
  await rejectFound(context, {
    table: staging,
    column: from,
    rows: conflicting(
      context,
      plans,
      first,
      sql`true`,
      sql`'is a second value of its entity, metric and date; line ' || old.line || ' says ' || ${shown}`,
    ),
  });
  const corrects = sql`
    old.load_id <> ${literal(context.loadId)}::bigint and old.load_id in (
      select f.load_id from facet.import_files f
      where f.target = 'metric_values' and f.file = ${literal(context.file)})`;
  await rejectFound(context, {
    table: staging,
    column: from,
    rows: conflicting(
      context,
      plans,
      sql`facet.metric_values`,
      sql`not (${corrects})`,
      sql`'is a second value of its entity, metric and date; ' || ${shown} || ' is stored from elsewhere'`,
    ),
  });
}
