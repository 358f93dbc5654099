import type { Sql } from '../../db/client.js';

/**
 * Makes the temporary table `order_owners` (order_id, customer_id) for the transaction: the orders whose lines name
 * several persons, each with the one that keeps it. A known person goes before `''`, then whose source record was
 * updated last, then the lowest id.
 */
export async function findOrderOwners(client: Sql): Promise<void> {
  await client`drop table if exists pg_temp.order_owners`;
  await client`
    create temp table order_owners on commit drop as
    select distinct on (claim.order_id) claim.order_id, claim.customer_id
    from (
      select distinct line.order_id, line.customer_id
      from facet.unified_itemized_transactions as line
      join (
        select order_id from facet.unified_itemized_transactions
        group by order_id having min(customer_id) <> max(customer_id)
      ) as shared using (order_id)
    ) as claim
    left join (
      select customer_id, max(update_dt) as updated from facet.unified_customers group by customer_id
    ) as person using (customer_id)
    order by claim.order_id, claim.customer_id = '', person.updated desc nulls last, claim.customer_id`;
  await client`analyze order_owners`;
}

/** SQL: the lines of the orders of one person each, with `owner`. */
export const ownLines = `
  select line.*, line.customer_id as owner
  from facet.unified_itemized_transactions as line
  left join (select order_id as shared_id from order_owners) as shared on shared_id = line.order_id
  where shared_id is null`;

/** SQL: the lines of the orders of several persons, with the `owner` that keeps the order. */
export const sharedLines = `
  select line.*, order_owners.customer_id as owner
  from facet.unified_itemized_transactions as line
  join (select order_id, customer_id from order_owners) as order_owners using (order_id)`;
