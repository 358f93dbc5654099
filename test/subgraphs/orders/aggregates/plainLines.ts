import type { TestDatabase } from '../../../support/database.js';
import { addCustomers } from '../../../support/sample.js';
import { addRows } from '../../campaigns/sampleCampaigns.js';

/** An order line as plain values, with what is known of its product and customer; money in ten-thousandths. */
export interface PlainLine {
  readonly customer: string;
  readonly order: string;
  readonly line: string;
  readonly at: string;
  readonly product: string | null;
  readonly isReturn: boolean | null;
  readonly quantity: bigint;
  readonly revenue: bigint | null;
  readonly currency: string | null;
  readonly channel: string | null;
  readonly mode: string | null;
}

/** The city of each customer who is known. */
export const cities: Readonly<Record<string, string | null>> = { A: 'Oslo', B: 'Bergen', C: 'Oslo', D: null };

/** Category and brand of each product that is known. */
export const products: Readonly<Record<string, readonly [category: string | null, brand: string]>> = {
  P1: ['Shoes', 'North'],
  P2: ['Hats', 'North'],
  P3: ['Shoes', 'South'],
  P4: [null, 'South'],
};

/** A number below another, always the same of a seed: a linear congruence. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

const instants = [
  '2025-12-31T22:59:59.999999Z',
  '2025-12-31T23:00:00Z',
  '2026-01-31T23:30:00Z',
  '2026-03-29T00:30:00Z',
  '2026-03-31T22:00:00.000001Z',
  '2026-10-25T00:30:00Z',
];

/** Lines of customers A to D, of X who is not known, and of nobody. */
export function plainLines(count: number): PlainLine[] {
  const below = numbers(17);
  const one = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  return Array.from({ length: count }, (_, n) => {
    const isReturn = one([true, false, false, null]);
    const amount = BigInt(below(1_000_000));
    return {
      customer: one(['A', 'B', 'C', 'D', 'X', '']),
      order: `o${below(25)}`,
      line: String(n),
      at: one(instants),
      product: one(['P1', 'P2', 'P3', 'P4', 'gone', null]),
      isReturn,
      quantity: isReturn === true ? -1n : BigInt(1 + below(4)),
      revenue: below(10) === 0 ? null : isReturn === true ? -amount : amount,
      currency: one(['EUR', 'EUR', 'EUR', 'GBP']),
      channel: one(['web', 'store', null]),
      mode: one(['air', 'sea', null]),
    };
  });
}

/** Ten-thousandths as a decimal, without zeros at the end. */
export function decimalOf(units: bigint): string {
  const sign = units < 0n ? '-' : '';
  const digits = String(units < 0n ? -units : units).padStart(5, '0');
  return `${sign}${digits.slice(0, -4)}.${digits.slice(-4)}`.replace(/\.?0+$/, '');
}

/** Writes the lines, with the customers and products that are known. */
export async function addPlainLines(
  database: Pick<TestDatabase, 'client'>,
  lines: readonly PlainLine[],
): Promise<void> {
  await addCustomers(
    database,
    Object.entries(cities).map(([id, city]) => ({ id, ...(city !== null && { city }) })),
  );
  await addRows(
    database,
    'products',
    Object.entries(products).map(([product_id, [product_category, product_brand]]) => ({
      product_id,
      product_category,
      product_brand,
      load_id: 0,
    })),
  );
  await addRows(
    database,
    'unified_itemized_transactions',
    lines.map((line) => ({
      customer_id: line.customer,
      order_id: line.order,
      line_id: line.line,
      order_datetime: line.at,
      product_id: line.product,
      is_return: line.isReturn,
      item_quantity: String(line.quantity),
      item_revenue: line.revenue === null ? null : decimalOf(line.revenue),
      currency: line.currency,
      purchase_channel: line.channel,
      load_id: 0,
    })),
  );
  for (const { customer, order, line, mode } of lines)
    if (mode !== null)
      await database.client`
        update facet.unified_itemized_transactions set attributes = jsonb_build_object('mode', ${mode}::text)
        where customer_id = ${customer} and order_id = ${order} and line_id = ${line}`;
}
