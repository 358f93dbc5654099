import type { Sql } from '../../db/client.js';

/** What is counted for predictive models alone. */
export interface ModelFigures {
  /** Customers with an order. */
  readonly purchasers: number;
  /** Those of them with more than one. */
  readonly repeaters: number;
  /** Different categories of products. */
  readonly categories: number;
}

/** Counts what predictive models need: one statement. */
export async function readModelFigures(client: Sql): Promise<ModelFigures> {
  const [row] = await client<{ purchasers: string; repeaters: string; categories: string }[]>`
    select count(*) as purchasers, count(*) filter (where orders > 1) as repeaters,
      (select count(distinct product_category) from facet.products) as categories
    from (
      select customer_id, count(*) as orders from facet.unified_transactions
      where customer_id <> '' group by customer_id
    ) as t`;
  return {
    purchasers: Number(row?.purchasers ?? 0),
    repeaters: Number(row?.repeaters ?? 0),
    categories: Number(row?.categories ?? 0),
  };
}
