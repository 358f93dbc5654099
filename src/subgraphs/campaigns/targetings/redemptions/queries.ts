import { sql } from 'drizzle-orm';
import type { Scope } from '../../../../scope.js';
import { anyOf } from '../../../../db/sql.js';
import { groupByKey } from '../../../../lib/byKey.js';
import { visibleRows } from '../../../../visibleRows.js';
import type { RedemptionRow, TargetingKey } from '../shape.js';

/** For each targeting the newest redemptions of its campaign's coupons by its customer from its day on; [] without any. */
export async function findRedemptions(
  scope: Scope,
  keys: readonly TargetingKey[],
  most: number,
): Promise<RedemptionRow[][]> {
  const customers = keys.map(({ customerId }) => customerId);
  const rows = await scope.db.query<RedemptionRow & { readonly n: number }>(sql`
    select n, "redemptionDate", "couponId", "planId" from (
      select k.n::int as n, r.redemption_date as "redemptionDate", r.coupon_id as "couponId", r.plan_id as "planId",
        row_number() over (partition by r.customer_id, k.n order by r.redemption_date desc, r.redemption_id) as place
      from ${visibleRows(scope, 'coupon_redemptions', 'r')}
      join unnest(${sql.param(customers)}::text[], ${sql.param(keys.map(({ executionDate }) => executionDate))}::date[],
        ${sql.param(keys.map(({ planId }) => planId))}::text[]) with ordinality as k (customer_id, day, plan_id, n)
        on k.customer_id = r.customer_id and k.plan_id = r.plan_id and r.redemption_date >= k.day
      where ${anyOf(sql`r.customer_id`, [...new Set(customers)])}
    ) r
    where place <= ${most} order by n, place`);
  return groupByKey(
    keys.map((_, index) => index + 1),
    rows,
    ({ n }) => n,
  );
}
