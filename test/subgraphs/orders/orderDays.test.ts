import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { openGraph } from '../../support/graph.js';
import { addCustomers } from '../../support/sample.js';

const customers = [
  // Clocks go back at one o'clock, so that midnight comes twice.
  ['America/Havana', '2026-10-31', '2026-11-01'],
  ['Atlantic/Azores', '2026-10-24', '2026-10-25'],
  // Clocks went back at one minute past midnight.
  ['America/St_Johns', '2010-11-06', '2010-11-07'],
  // Clocks go back at midnight.
  ['Asia/Beirut', '2026-10-24', '2026-10-25'],
  // Clocks go forward at midnight, which there is not.
  ['America/Havana', '2026-03-07', '2026-03-08'],
  // There was no 30th.
  ['Pacific/Apia', '2011-12-30', '2011-12-31'],
].map(([zone = '', ...days], n) => ({ id: `C${n}`, zone, days }));

let database: TestDatabase;

/** Orders of each customer every quarter of an hour, from a day before the first of its days to the third after. */
beforeAll(async () => {
  database = await cloneDatabase();
  await addCustomers(
    database,
    customers.map(({ id }) => ({ id })),
  );
  for (const { id, days } of customers)
    await database.client`
      insert into facet.unified_transactions (customer_id, order_id, order_datetime, order_quantity, order_revenue,
        order_returned_quantity, order_returned_revenue, order_canceled_quantity, order_canceled_revenue, net_order_revenue,
        lines, load_id)
      select ${id}, n, ${days[0] ?? ''}::date::timestamp at time zone 'UTC' + n * interval '15 minutes', 1, n, 0, 0, 0, 0, n, 1, 0
      from generate_series(-96, 287) as n`;
});
afterAll(() => database?.drop());

interface Orders {
  readonly totalCount: number;
  readonly edges: readonly { readonly node: { readonly id: string } }[];
}

describe('orders about a midnight at which clocks are changed', () => {
  it.each(customers)('are on the days that their local dates say: $days in $zone', async ({ id, zone, days }) => {
    const graph = await openGraph(database, '2026-11-23', zone);
    for (const day of days) {
      const rows = await database.client<{ id: string }[]>`
        select order_id as id from facet.unified_transactions
        where customer_id = ${id} and (order_datetime at time zone ${zone})::date = ${day}::date order by order_datetime desc`;
      const { data, errors } = await graph.ask(
        `query ($id: ID!, $day: Date) { customer(id: $id) { orders(from: $day, to: $day, first: 200) {
          totalCount edges { node { id } } } } }`,
        { id, day },
      );
      expect(errors).toEqual([]);
      const { totalCount, edges } = (data['customer'] as { orders: Orders }).orders;
      expect(edges.map(({ node }) => node.id)).toEqual(rows.map((row) => row.id));
      expect(totalCount).toBe(rows.length);
    }
  });
});
