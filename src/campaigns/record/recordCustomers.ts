import { sql, type SQL } from 'drizzle-orm';
import type { Sql } from '../../db/client.js';
import { run } from '../../db/runStatement.js';
import { literal } from '../../db/sql.js';
import { exclusionReasons, PlannedCampaignType, type DropReason } from '../../words/plannedCampaignWords.js';
import { treatmentsOf } from '../definition/treatmentsOf.js';
import type { PlannedDeliveryRow } from '../store/PlannedDeliveryRow.js';
import { controlAction } from './campaignRows.js';

const missing = 'MISSING_ATTRIBUTE';

const texts = (values: readonly (string | null)[]): SQL => sql`${sql.param(values)}::text[]`;

/** Customers who lacked what a destination must be given, by treatment and destination. */
const lost = (deliveryId: string): SQL => sql`
  select r.customer_id, p.treatment_id, p.destination_id
  from facet.delivery_rows r join facet.delivery_parts p on p.delivery_id = r.delivery_id and p.part_number = r.part_number
  where r.delivery_id = ${deliveryId} and r.missing is not null
  group by r.customer_id, p.treatment_id, p.destination_id`;

/** Customers with a treatment who are on none of its lists, as each of them lacked something. */
const unreached = (deliveryId: string): SQL => sql`
  select l.customer_id, l.treatment_id
  from (select customer_id, treatment_id, count(*) as lists from (${lost(deliveryId)}) one group by customer_id, treatment_id) l
  join (
    select treatment_id, count(distinct destination_id) as lists from facet.delivery_parts where delivery_id = ${deliveryId} group by treatment_id
  ) t on t.treatment_id = l.treatment_id and t.lists = l.lists`;

/** Whoever is on no list was not sent anything: contact rules must not count it. */
const unsend = ({ id }: PlannedDeliveryRow): SQL => sql`
  update facet.campaign_assignments a set is_sent = false from (${unreached(id)}) u
  where a.customer_id = u.customer_id and a.treatment_id = u.treatment_id and a.delivery_id = ${id}`;

/** The treatments of a campaign that are control, of former versions too. */
const controlsOf = (client: Sql, { campaignId }: PlannedDeliveryRow) =>
  run<{ id: string }>(
    client,
    sql`select plan_detail_id as id from facet.campaign_actions where plan_id = ${campaignId} and campaign_action_id = ${controlAction.id}`,
  );

/** What the views say of a reason, by a column. */
const saidOf = (reason: SQL, said: (of: (typeof exclusionReasons)[DropReason]) => SQL): SQL =>
  sql`case ${reason} ${sql.join(
    Object.entries(exclusionReasons).map(([name, of]) => sql`when ${literal(name)} then ${said(of)}`),
    sql` `,
  )} end`;

/** Those who are on lists, and control, in `campaign_recipients`: a row for each destination. */
function recipients(
  { id, campaignId, definition, dueAt, launchDate, executionDate, loadId }: PlannedDeliveryRow,
  at: Date,
  zone: string,
): SQL {
  const listed = treatmentsOf(definition).flatMap(({ treatmentId, treatment }) => {
    const destinations = treatment.isControl ? [null] : treatment.destinations.map(({ destination }) => destination);
    return destinations.map((destination) => ({ treatmentId, name: treatment.name, destination }));
  });
  const [segment] = definition.audience.include.length === 1 ? definition.audience.include : [null];
  const kind = definition.type === PlannedCampaignType.ONE_TIME ? 'One-time' : 'Recurring';
  const launch =
    launchDate === executionDate
      ? sql`${dueAt}::timestamptz`
      : sql`(${launchDate}::date + (${dueAt}::timestamptz at time zone ${zone})::time) at time zone ${zone}`;
  return sql`
    insert into facet.campaign_recipients (customer_id, pk, campaign_id, campaign_name, campaign_type, segment_id, segment_name,
      sub_audience_id, sub_audience_name, treatment_id, treatment_name, is_control, destination_id, destination_name,
      delivery_datetime, launch_datetime, workflow_id, app, brand, load_id)
    select a.customer_id, concat_ws('/', ${id}::text, a.treatment_id, t.destination), a.campaign_id, ${definition.name}::text, ${kind},
      ${segment}::text, ${segment}::text, a.sub_audience_id, a.sub_audience_id, a.treatment_id, t.name, a.is_control, t.destination, t.destination,
      ${at.toISOString()}::timestamptz, ${launch}, ${id}::text, a.app, a.brand, ${loadId}::bigint
    from facet.campaign_assignments a
    join unnest(${texts(listed.map((one) => one.treatmentId))}, ${texts(listed.map((one) => one.name))},
      ${texts(listed.map((one) => one.destination))}) as t (treatment_id, name, destination) on t.treatment_id = a.treatment_id
    left join (${lost(id)}) l on l.customer_id = a.customer_id and l.treatment_id = a.treatment_id and l.destination_id = t.destination
    where a.delivery_id = ${id} and a.campaign_id = ${campaignId} and l.customer_id is null
    on conflict (customer_id, pk) do nothing`;
}

/**
 * Everybody of the audience in `campaign_targetings`: sent, control, or excluded with the reason. A customer with several treatments has
 * one that is sent. What was sent once that day stays so: it takes the place of control, and control that of an exclusion.
 */
function targetings(
  { id, campaignId, executionDate, loadId }: PlannedDeliveryRow,
  controls: readonly string[],
  at: Date,
): SQL {
  const reason = sql`w.reason`;
  return sql`
    insert into facet.campaign_targetings as old (customer_id, execution_date, plan_id, plan_detail_id, exclusion_reason_id,
      exclusion_reason, exclusion_reason_desc, last_updated_time, app, brand, load_id)
    select distinct on (w.customer_id) w.customer_id, ${executionDate}::date, ${campaignId}::text,
      case when w.reason is null then w.treatment_id end, ${saidOf(reason, (of) => sql.raw(String(of.id)))},
      ${saidOf(reason, (of) => literal(of.name))}, ${saidOf(reason, (of) => literal(of.sentence))},
      ${at.toISOString()}::timestamptz, w.app, w.brand, ${loadId}::bigint
    from (
      select a.*, coalesce(a.drop_reason, case when u.customer_id is not null then ${literal(missing)} end) as reason
      from facet.campaign_assignments a
      left join (${unreached(id)}) u on u.customer_id = a.customer_id and u.treatment_id = a.treatment_id
      where a.delivery_id = ${id}
    ) w
    where w.reason is not null or w.is_control or w.is_sent
    order by w.customer_id, w.reason is not null, w.is_sent desc, w.sub_audience_id
    on conflict (customer_id, execution_date, plan_id) do update set plan_detail_id = excluded.plan_detail_id,
      exclusion_reason_id = excluded.exclusion_reason_id, exclusion_reason = excluded.exclusion_reason,
      exclusion_reason_desc = excluded.exclusion_reason_desc, last_updated_time = excluded.last_updated_time,
      load_id = excluded.load_id
    where excluded.plan_detail_id is not null and (old.plan_detail_id is null
      or old.plan_detail_id = any(${texts(controls)}) and excluded.plan_detail_id <> all(${texts(controls)}))`;
}

/**
 * Records who was on the lists of a delivery, who was control and who was left out, as imported campaigns have it; of a campaign that is
 * not to be recorded only that those who are on no list were not sent anything.
 */
export async function recordCustomers(
  client: Sql,
  delivery: PlannedDeliveryRow,
  at: Date,
  timeZone: string,
): Promise<void> {
  await run(client, unsend(delivery));
  if (!delivery.definition.recordRecipients) return;
  await run(client, recipients(delivery, at, timeZone));
  const controls = await controlsOf(client, delivery);
  await run(
    client,
    targetings(
      delivery,
      controls.map(({ id }) => id),
      at,
    ),
  );
}
