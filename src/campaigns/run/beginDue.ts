import { sql } from 'drizzle-orm';
import type { Job } from '../../db/job.js';
import { run } from '../../db/runStatement.js';
import { literals } from '../../db/sql.js';
import { addDays, dayIn } from '../../lib/time/days.js';
import { plannedCampaignStatuses } from '../../words/plannedCampaignWords.js';
import { isRecurring } from '../definition/scheduleForm.js';
import { dueAfter, newestDue } from '../schedule/dueTimes.js';
import { plannedCampaignColumns, type PlannedCampaignRow } from '../store/PlannedCampaignRow.js';

const status = literals(plannedCampaignStatuses);

interface DueCampaign extends PlannedCampaignRow {
  readonly nextDueAt: string;
  /** Deliveries since it was scheduled. */
  readonly made: number;
}

/** Campaigns that are due at the instant of a run, those that wait longest first. */
const findDue = ({ client, now }: Pick<Job, 'client' | 'now'>): Promise<DueCampaign[]> =>
  run<DueCampaign>(
    client,
    sql`
    select ${plannedCampaignColumns(sql`v.definition`)}, (
      select count(*)::int from facet.campaign_deliveries d where d.campaign_id = p.campaign_id and d.created_at >= p.scheduled_at) as made
    from facet.planned_campaigns p
    join facet.planned_campaign_versions v on v.campaign_id = p.campaign_id and v.version = p.version
    where p.status = ${status.SCHEDULED} and p.next_due_at <= ${now.toISOString()}::timestamptz
    order by p.next_due_at, p.campaign_id`,
  );

/** When a campaign is due again after the delivery that begins now; null where it was the last one. */
function nextOf({ definition, scheduledAt, made }: DueCampaign, timeZone: string, now: Date): Date | null {
  const { schedule } = definition;
  if (scheduledAt === null || !isRecurring(schedule)) return null;
  return schedule.runs !== undefined && made + 1 >= schedule.runs ? null : dueAfter(schedule, timeZone, now);
}

/**
 * Begins one delivery, unless somebody was faster or the campaign was unscheduled meanwhile. One that somebody has asked for again at a
 * time that was delivered already (clocks differ) is due now. One statement.
 */
async function begin({ client, config, now }: Job, due: DueCampaign, deliveryId: string): Promise<void> {
  const { timeZone } = config;
  const { definition } = due;
  const { schedule } = definition;
  const known = new Date(due.nextDueAt);
  const dueAt = due.scheduledAt !== null && isRecurring(schedule) ? newestDue(schedule, timeZone, known, now) : known;
  const day = dayIn(timeZone, now);
  const asked = 'launchDate' in definition ? definition.launchDate : undefined;
  const launch = asked ?? addDays(day, definition.launchDaysAfter ?? 0);
  await run(
    client,
    sql`
    with p as (
      update facet.planned_campaigns set status = ${status.DELIVERING}, error = null,
        next_due_at = ${nextOf(due, timeZone, now)?.toISOString() ?? null}::timestamptz
      where campaign_id = ${due.id} and status = ${status.SCHEDULED} and next_due_at = ${due.nextDueAt}::timestamptz
      returning campaign_id, version, scheduled_by
    )
    insert into facet.campaign_deliveries (delivery_id, campaign_id, version, number, due_at, execution_date, launch_date,
      scheduled_by, created_at)
    select ${deliveryId}, p.campaign_id, p.version,
      1 + coalesce((select max(d.number) from facet.campaign_deliveries d where d.campaign_id = ${due.id}), 0),
      case when exists (
        select 1 from facet.campaign_deliveries d where d.campaign_id = ${due.id} and d.due_at = ${dueAt.toISOString()}::timestamptz
      ) then ${now.toISOString()}::timestamptz else ${dueAt.toISOString()}::timestamptz end, ${day}::date, greatest(${launch}::date, ${day}::date), p.scheduled_by, ${now.toISOString()}::timestamptz
    from p`,
  );
}

/**
 * Begins the deliveries that are due: each is a row from then on, whatever happens to the process.
 * @param onFailure told of one that cannot be begun; the others are begun unless it throws
 */
export async function beginDue(
  job: Job,
  newId: () => string,
  onFailure: (due: PlannedCampaignRow, error: unknown) => void,
): Promise<void> {
  for (const due of await findDue(job)) {
    job.progress.say(`campaign "${due.name}": a delivery is due`);
    try {
      await begin(job, due, newId());
    } catch (error) {
      onFailure(due, error);
    }
  }
}
