import { sql } from 'drizzle-orm';
import type { Viewer } from '../../access/viewer.js';
import { readCatalogue } from '../../catalogue/readCatalogue.js';
import type { DestinationConfig, OutgoingAttributes } from '../../config.js';
import type { Sql } from '../../db/client.js';
import { run } from '../../db/runStatement.js';
import { transact } from '../../db/transact.js';
import type { OutgoingColumn } from '../OutgoingColumn.js';
import { outgoingRows } from '../values/outgoingRows.js';
import { outgoingValue, type ValueSettings } from '../values/outgoingValue.js';
import type { StoredPart } from './findParts.js';

interface PartToPrepare {
  readonly part: StoredPart;
  /** The day that the delivery is of. */
  readonly day: string;
  /** What the treatment says; undefined where the destination's own are meant. */
  readonly attributes: OutgoingAttributes | undefined;
  readonly destination: DestinationConfig;
  readonly batchRows: number | null;
  /** Who scheduled the delivery: what is handed over is theirs to see. */
  readonly viewer: Viewer;
  readonly now: Date;
}

const customerIdAlone: OutgoingAttributes = [{ as: 'CUSTOMER_ID', column: 'id', required: false }];

/** Rows from which on the planner has to be told how many there are. */
const manyRows = 10_000;

async function settingsOf(client: Sql, { day, destination }: PartToPrepare): Promise<ValueSettings> {
  const [newest] = await client<{ day: string | null }[]>`
    select max(profile_date) as day from facet.profile_days where complete and profile_date <= ${day}::date`;
  return {
    catalogue: await readCatalogue(client),
    day: newest?.day ?? null,
    callingCode: destination.callingCode,
  };
}

/** Writes each row with the number of its batch, by customer. */
async function insertRows(
  client: Sql,
  { part, viewer, batchRows }: PartToPrepare,
  attributes: OutgoingAttributes,
  settings: ValueSettings,
): Promise<number> {
  const { deliveryId, partNumber, treatmentId } = part;
  const assigned = sql`
    select customer_id from facet.campaign_assignments
    where delivery_id = ${deliveryId}::text and treatment_id = ${treatmentId}::text and not is_control`;
  const place = sql`row_number() over (partition by r.missing is null order by r.customer_id, r.n) - 1`;
  const batch = batchRows === null ? sql`1` : sql`(${place}) / ${batchRows}::int + 1`;
  const { count } = await run(
    client,
    sql`insert into facet.delivery_rows (customer_id, delivery_id, part_number, row_number, batch_number, "values", missing)
      select r.customer_id, ${deliveryId}::text, ${partNumber}::int, r.n,
        case when r.missing is null then ${batch} end, case when r.missing is null then r.values end, r.missing
      from (${outgoingRows({ ...settings, scope: { viewer }, attributes, assigned })}) r`,
  );
  return count;
}

/** A file is written where there is no row, too: a list that has become empty is news. */
async function insertBatches(client: Sql, { part, batchRows }: PartToPrepare): Promise<void> {
  const { deliveryId, partNumber } = part;
  await client`
    insert into facet.delivery_batches (delivery_id, part_number, batch_number, idempotency_key, rows)
    select ${deliveryId}::text, ${partNumber}::int, b.number, ${`${deliveryId}-${partNumber}-`}::text || b.number, sum(b.rows)
    from (
      select batch_number as number, count(*) as rows from facet.delivery_rows
      where delivery_id = ${deliveryId} and part_number = ${partNumber} and batch_number is not null
      group by batch_number
      union all
      select 1, 0 where ${batchRows === null}::boolean
    ) b
    group by b.number`;
}

async function finish(client: Sql, { part, now }: PartToPrepare, columns: readonly OutgoingColumn[]): Promise<void> {
  const { deliveryId, partNumber } = part;
  await client`
    update facet.delivery_parts p set state = 'prepared', error = null, prepared_at = ${now.toISOString()},
      attributes = ${client.json(columns as never)}, assigned = c.assigned, expanded = c.expanded, shrunk = c.shrunk
    from (
      select coalesce(sum(customers), 0)::bigint as assigned,
        coalesce(sum(rows - customers) filter (where missing is null), 0)::bigint as expanded,
        coalesce(jsonb_object_agg(missing, customers) filter (where missing is not null), '{}') as shrunk
      from (
        select missing, count(*) as rows, count(distinct customer_id) as customers from facet.delivery_rows
        where delivery_id = ${deliveryId} and part_number = ${partNumber} group by missing
      ) g
    ) c
    where p.delivery_id = ${deliveryId} and p.part_number = ${partNumber}`;
}

/**
 * Fixes what a part hands over: its rows with their values as they are now, the batches that they are in, and who is left out.
 * Either all of it is done or nothing. Throws a `UserError` where an attribute is not there.
 */
export async function preparePart(client: Sql, asked: PartToPrepare): Promise<readonly OutgoingColumn[]> {
  const attributes = asked.attributes ?? asked.destination.attributes ?? customerIdAlone;
  return transact(client, async (inner) => {
    const settings = await settingsOf(inner, asked);
    const columns = attributes.map((one) => {
      const { as, type } = outgoingValue(one, settings);
      return { as, type };
    });
    const rows = await insertRows(inner, asked, attributes, settings);
    if (rows >= manyRows)
      await inner`analyze facet.delivery_rows (delivery_id, part_number, batch_number, customer_id, missing)`;
    await insertBatches(inner, asked);
    await finish(inner, asked, columns);
    return columns;
  });
}
