import type { Config } from '../../config.js';
import type { Sql } from '../../db/client.js';

/** A warning, without a full stop, on order lines in other currencies than the company's, whose money is not added to it. */
export async function foreignCurrencies(db: Sql, { orders: { currency } }: Pick<Config, 'orders'>): Promise<string[]> {
  const [found] = await db<{ customers: number; currencies: string[] }[]>`
    select count(distinct customer_id)::int as customers, array_agg(distinct currency order by currency) as currencies
    from facet.unified_itemized_transactions
    where customer_id <> '' and currency <> '' and currency <> ${currency}`;
  if (found === undefined || found.customers === 0) return [];
  const named = found.currencies.slice(0, 5).join(', ');
  return [
    `${found.customers} ${found.customers === 1 ? 'customer has' : 'customers have'} order lines in ${named}, and orders.currency is ` +
      `${currency}: transaction attributes of money are null where such a line counts`,
  ];
}
