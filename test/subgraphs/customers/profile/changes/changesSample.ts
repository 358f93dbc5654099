import { changeCatalogue } from '../../../../../src/catalogue/changeCatalogue.js';
import type { TestDatabase } from '../../../../support/database.js';
import type { openGraph } from '../../../../support/graph.js';
import { addCustomers } from '../../../../support/sample.js';
import { addSnapshots } from '../../impact/impactSample.js';

/**
 * POINTS (FIELD1), LETTER (STR1) and SEEN (TIME1, the day at 10:00 of A alone); the 4th is not complete.
 *
 * | customer | 1st   | 2nd   | 3rd   | 4th   | 5th   |
 * | A        | 10, x | 11, x | 10, y | 99, z | 12, x |
 * | B        | 5, b  | 5, b  | 5, b  | 6, c  | 5, b  |
 * | GONE     | 3, g  | 3, g  | –     | –     | –     |
 * | NEW      | –     | –     | 7, n  | 7, n  | 7, n  |
 * | STRANGER | 1, s  | –     | –     | –     | –     | is no customer
 */
export async function fillChanges(database: TestDatabase): Promise<void> {
  await addCustomers(
    database,
    ['A', 'B', 'GONE', 'NEW'].map((id) => ({ id, givenName: `Name of ${id}` })),
  );
  const add = { kind: 'add', description: 'A value.' } as const;
  await changeCatalogue(
    database.client,
    () => [
      { ...add, alias: 'POINTS', slot: 'FIELD1', dataType: 'decimal' },
      { ...add, alias: 'LETTER', slot: 'STR1', dataType: 'text' },
      { ...add, alias: 'SEEN', slot: 'TIME1', dataType: 'datetime' },
    ],
    { today: '2026-03-06' },
  );
  const row = (customer: string, day: number, points: number, letter: string) =>
    [customer, `2026-03-0${day}`, { field1: points, str1: letter }] as const;
  const seen = { time1: '2026-03-01T10:00:00.000001Z' };
  await addSnapshots(
    database,
    [
      ['A', '2026-03-01', { field1: 10, str1: 'x', ...seen }],
      row('A', 2, 11, 'x'),
      row('A', 3, 10, 'y'),
      row('A', 4, 99, 'z'),
      row('A', 5, 12, 'x'),
      ...[1, 2, 3, 5].map((day) => row('B', day, 5, 'b')),
      row('B', 4, 6, 'c'),
      ...[1, 2].map((day) => row('GONE', day, 3, 'g')),
      ...[3, 4, 5].map((day) => row('NEW', day, 7, 'n')),
      row('STRANGER', 1, 1, 's'),
    ],
    ['2026-03-04'],
  );
}

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: Record<string, unknown> }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean; readonly endCursor: string };
}

const whole = { names: ['POINTS', 'LETTER'], from: '2026-03-01', to: '2026-03-05' };

/** Asks for a page of changes; each as one text. */
export async function askChanges(graph: Awaited<ReturnType<typeof openGraph>>, asked: Record<string, unknown> = {}) {
  const { data, errors, statements } = await graph.ask(
    `query ($names: [String!]!, $from: Date!, $to: Date!, $first: Int, $after: String) {
      attributeChanges(names: $names, from: $from, to: $to, first: $first, after: $after) {
        edges { cursor node { customer { id givenName } name before after firstChangedOn } }
        pageInfo { hasNextPage hasPreviousPage endCursor } } }`,
    { ...whole, ...asked },
  );
  const page = data?.['attributeChanges'] as Page | undefined;
  const changes = page?.edges.map(({ node: { customer, name, before, after, firstChangedOn } }) =>
    [(customer as { id: string }).id, name, before, after, firstChangedOn].map(String).join(' '),
  );
  return { page, changes, errors, statements };
}

/** What changed from the 1st to the 5th. */
export const allChanges = [
  'A POINTS 10 12 2026-03-02',
  'GONE POINTS 3 null 2026-03-03',
  'GONE LETTER g null 2026-03-03',
  'NEW POINTS null 7 2026-03-03',
  'NEW LETTER null n 2026-03-03',
];
