import { sql, type SQL } from 'drizzle-orm';
import type { Sql } from '../../../../db/client.js';
import { list, literal } from '../../../../db/sql.js';
import { readCatalogue } from '../../../../catalogue/readCatalogue.js';
import { fitsSlot, slotColumn } from '../../../../catalogue/slotValues.js';
import { addDays, dayIn } from '../../../../lib/time/days.js';
import type { ColumnPlan } from '../../columns/columnPlan.js';
import { ensureMonths } from '../../merge/ensureMonths.js';
import { rejectStaged } from '../../rejects/rejectStaged.js';
import { run } from '../../../../db/runStatement.js';
import { stagedRows } from '../../staging/stagingStatements.js';
import type { WriteContext, Written } from '../../merge/writeContext.js';
import type { TargetColumn } from '../../columns/targetColumn.js';
import { profileRows as rows } from '../../staging/temporaryTables.js';

const isSlot = ({ name }: TargetColumn): boolean => /\d$/.test(name);

/** The columns that are slots with a meaning in the catalogue. */
export async function knownSlots(client: Sql, columns: readonly ColumnPlan[]): Promise<readonly TargetColumn[]> {
  const { meanings } = await readCatalogue(client);
  const known = new Set(meanings.map(({ slot }) => slot.toLowerCase()));
  return columns.map(({ target }) => target).filter((column) => isSlot(column) && known.has(column.name));
}

/** Warns of mapped slots without a meaning: they are not imported, because nothing could ask for them. */
function warnOfUndefinedSlots({ columns, job }: WriteContext, known: readonly TargetColumn[]): void {
  const undefinedSlots = columns
    .map(({ target }) => target)
    .filter((column) => isSlot(column) && !known.includes(column))
    .map(({ name }) => name.toUpperCase());
  if (undefinedSlots.length === 0) return;
  job.progress.say(
    `warning: columns are left out, for no alias says what they mean: ${undefinedSlots.slice(0, 20).join(', ')}` +
      `${undefinedSlots.length > 20 ? ` and ${undefinedSlots.length - 20} more` : ''}; import an alias list into customer_profile_fields first`,
  );
}

const isNumber = ({ sqlType }: TargetColumn): boolean => sqlType === 'numeric';

const hasApp = (columns: readonly ColumnPlan[]): boolean => columns.some(({ target }) => target.name === 'app');

/**
 * Creates the temporary table of the rows to write, the last of each key; a row without an application gets that of its
 * customer.
 */
const createProfileRows = (columns: readonly ColumnPlan[]): SQL => sql`
  create temporary table ${rows} on commit drop as
  select distinct on (staged.customer_id, staged.profile_date) staged.*${hasApp(columns) ? sql`` : sql`, coalesce(c.app, 'default') as app`}
  from ${stagedRows(columns)} left join facet.customers c on c.customer_id = staged.customer_id
  order by staged.customer_id, staged.profile_date, staged.line desc`;

/** Adds source records of customers who have none. */
const addCustomers = (loadId: string): SQL => sql`
  with known as materialized (
    select distinct u.customer_id from facet.unified_customers u where u.customer_id in (select customer_id from ${rows})
  )
  insert into facet.unified_customers (customer_id, datasource, pk, app, load_id)
  select distinct on (seen.customer_id) seen.customer_id, 'customer_profiles', seen.customer_id, seen.app, ${loadId}::bigint
  from ${rows} as seen left join known on known.customer_id = seen.customer_id
  where seen.customer_id <> '' and known.customer_id is null
  order by seen.customer_id, seen.profile_date desc`;

function upsert(slots: readonly TargetColumn[], loadId: string): SQL {
  const names = slots.map(({ name }) => sql.raw(slotColumn(name)));
  const numbers = slots.filter(isNumber).map(({ name }) => sql.raw(slotColumn(name)));
  const values = slots.map((slot, index) => {
    const name = names[index] as SQL;
    return isNumber(slot) ? sql`case when ${fitsSlot(name)} then ${name} end` : name;
  });
  const unfit =
    numbers.length === 0
      ? sql`0`
      : sql.join(
          numbers.map((name) => sql`(${fitsSlot(name)} is false)::int`),
          sql` + `,
        );
  const set = [...names, sql`app`, sql`unfit`];
  const from = (table: string): SQL => list(set.map((name) => sql`${sql.raw(table)}.${name}`));
  return sql`
    insert into facet.customer_profiles as old
      (${list([sql`customer_id`, sql`profile_date`, sql`app`, sql`load_id`, sql`unfit`, ...names])})
    select ${list([sql`customer_id`, sql`profile_date`, sql`app`, sql`${loadId}::bigint`, unfit, ...values])} from ${rows}
    on conflict (customer_id, profile_date) do update
      set ${list([...set.map((name) => sql`${name} = excluded.${name}`), sql`load_id = excluded.load_id`])}
      where (${from('old')}) is distinct from (${from('excluded')})`;
}

/** Records the written days as complete; a day in which nothing changed keeps its load. */
const recordDays = (loadId: string): SQL => sql`
  insert into facet.profile_days as old (profile_date, load_id, rows, complete)
  select profile_date, ${loadId}::bigint, count(*), true from facet.customer_profiles
  where profile_date in (select profile_date from ${rows})
  group by profile_date having bool_or(load_id = ${loadId}::bigint)
  on conflict (profile_date) do update set load_id = excluded.load_id, rows = excluded.rows, complete = true`;

/** Rejects days after today, which are not over, and those before the days that are kept. */
async function rejectDays(context: WriteContext): Promise<void> {
  const { transaction, columns, job } = context;
  const reject = (condition: (day: SQL) => SQL, reason: string): Promise<void> =>
    rejectStaged(context, 'profile_date', condition, reason);
  const today = dayIn(job.config.timeZone, job.now);
  await reject((day) => sql`${day} > ${literal(today)}::date`, `is after today, ${today}`);
  const [days] = await run(
    transaction,
    sql`select greatest((select max(profile_date) from facet.profile_days),
      (select max(profile_date) from ${stagedRows(columns)}))::text as newest`,
  );
  const newest = days?.['newest'] as string | null;
  if (newest === null) return;
  const { retentionDays } = job.config.snapshots;
  const oldest = addDays(newest, -retentionDays);
  await reject(
    (day) => sql`${day} < ${literal(oldest)}::date`,
    `is more than ${retentionDays} days before the newest snapshot, ${newest}; raise snapshots.retentionDays to keep it`,
  );
}

/** Writes ready snapshots into `customer_profiles`, and source records of customers who have none. */
export async function writeProfiles(context: WriteContext): Promise<Written> {
  const { transaction, columns, loadId, step } = context;
  // Held to the end of the transaction: no snapshot is written, and no meaning changed, meanwhile.
  await transaction`select pg_advisory_xact_lock(hashtext('facet.snapshots'))`;
  await transaction`select version from facet.catalogue_version for share`;
  await rejectDays(context);
  const slots = await knownSlots(transaction, columns);
  warnOfUndefinedSlots(context, slots);
  const kept = await step(createProfileRows(columns));
  await step(sql`analyze ${rows} (customer_id, profile_date)`);
  await ensureMonths(transaction, 'customer_profiles', rows, 'profile_date');
  await step(addCustomers(loadId));
  const written = await step(upsert(slots, loadId));
  await step(recordDays(loadId));
  return { rows: written, kept };
}
