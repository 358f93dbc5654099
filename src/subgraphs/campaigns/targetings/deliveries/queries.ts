import { sql } from 'drizzle-orm';
import type { Scope } from '../../../../scope.js';
import { anyOf } from '../../../../db/sql.js';
import { groupByKey } from '../../../../lib/byKey.js';
import type { Page } from '../../../../lib/relay/page.js';
import { conditionsAfter, orderTerms } from '../../../../population/keyset.js';
import { visibleRows } from '../../../../visibleRows.js';
import { deliveryOrder } from './order.js';
import type { DeliveryRow } from './shape.js';

/** For each customer one page of deliveries and one more; [] without any. */
export async function findDeliveryPages(
  scope: Scope,
  customerIds: readonly string[],
  { after, size }: Page,
): Promise<DeliveryRow[][]> {
  const conditions = [
    anyOf(sql`r.customer_id`, customerIds),
    sql`r.customer_id <> ''`,
    ...(after === undefined ? [] : conditionsAfter(deliveryOrder, after)),
  ];
  const rows = await scope.db.query<DeliveryRow>(sql`
    select r.customer_id as "customerId", r.pk, r.campaign_id as "campaignId", r.campaign_name as "campaignName",
      r.campaign_type as "campaignType", r.segment_id as "segmentId", r.segment_name as "segmentName",
      r.sub_audience_name as "subAudienceName", r.treatment_name as "treatmentName", r.is_control as "isControl",
      r.destination_name as "destinationName", r.delivery_datetime as "deliveryDatetime",
      r.launch_datetime as "launchDatetime", r.delivery_datetime::text as "deliveredAt"
    from (
      select r.*, row_number() over (partition by r.customer_id order by ${orderTerms(deliveryOrder)}) as place
      from ${visibleRows(scope, 'campaign_recipients', 'r')} where ${sql.join(conditions, sql` and `)}
    ) r
    where r.place <= ${size + 1} order by r.customer_id, r.place`);
  return groupByKey(customerIds, rows, ({ customerId }) => customerId);
}
