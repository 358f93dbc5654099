import { fillMany } from '../test/population/plans.js';
import { openGraph } from '../test/support/graph.js';
import { openBenchDatabase } from './database.js';

const customers = 120_000;
const rounds = 50;

const orders: readonly (readonly [string, object[]])[] = [
  ['key', []],
  ['an indexed alias', [{ attribute: 'VISITS' }]],
  ['a column without an index', [{ column: 'CITY' }]],
];

const query = `query ($orderBy: [CustomerOrder!], $first: Int, $after: String) {
  customers(orderBy: $orderBy, first: $first, after: $after) { edges { node { id } } pageInfo { endCursor } } }`;

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Milliseconds of a page of 50 customers of 120,000, at the start of the list and deep in it. */
export async function deepPages(): Promise<void> {
  const database = await openBenchDatabase();
  try {
    await fillMany(database, customers);
    const graph = await openGraph(database, '2026-03-03');
    for (const [name, orderBy] of orders) {
      const positions: string[] = [];
      let after: string | null = null;
      for (let position = 0; position <= 100_000; position += 1000) {
        if (position === 0 || position === 100_000) {
          const times: number[] = [];
          for (let round = 0; round < rounds; round += 1) {
            const began = performance.now();
            await graph.ask(query, { orderBy, first: 50, after });
            times.push(performance.now() - began);
          }
          positions.push(`${median(times).toFixed(2)} ms behind position ${position}`);
        }
        if (position < 100_000) {
          const { data } = await graph.ask(query, { orderBy, first: 1000, after });
          after = (data['customers'] as { pageInfo: { endCursor: string } }).pageInfo.endCursor;
        }
      }
      console.log(`by ${name}: ${positions.join(', ')}`);
    }
  } finally {
    await database.drop();
  }
}
