import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayIn } from '../../../../src/lib/time/days.js';
import { cloneDatabase, type TestDatabase } from '../../../support/database.js';
import { openGraph } from '../../../support/graph.js';
import { firstDay } from '../../../population/plainValues.js';
import { addPlainLines, cities, decimalOf, plainLines, products, type PlainLine } from './plainLines.js';
import { runsOf } from '../../../support/runsOf.js';

const timeZone = 'Europe/Berlin';
const lines = plainLines(400);
let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

beforeAll(async () => {
  database = await cloneDatabase();
  await addPlainLines(database, lines);
  graph = await openGraph(database, '2026-11-23', timeZone);
});
afterAll(() => database?.drop());

interface Key {
  readonly asked: object;
  readonly of: (line: PlainLine) => string | null;
}

const period = (grain: string): Key => ({
  asked: { column: 'ORDERED_AT', grain },
  of: ({ at }) => firstDay(dayIn(timeZone, new Date(at)), grain),
});

const keys: readonly Key[] = [
  { asked: { column: 'PURCHASE_CHANNEL' }, of: ({ channel }) => channel },
  { asked: { column: 'IS_RETURN' }, of: ({ isReturn }) => String(isReturn ?? false) },
  { asked: { column: 'ORDERED_ON' }, of: ({ at }) => dayIn(timeZone, new Date(at)) },
  { asked: { attribute: 'mode' }, of: ({ mode }) => mode },
  { asked: { productColumn: 'CATEGORY' }, of: ({ product }) => products[product ?? '']?.[0] ?? null },
  { asked: { productColumn: 'BRAND' }, of: ({ product }) => products[product ?? '']?.[1] ?? null },
  { asked: { customerColumn: 'CITY' }, of: ({ customer }) => cities[customer] ?? null },
  { asked: { customerColumn: 'ID' }, of: ({ customer }) => (customer in cities ? customer : null) },
  { asked: { column: 'CUSTOMER_ID' }, of: ({ customer }) => customer },
  period('WEEK'),
  period('MONTH'),
  period('YEAR'),
];

interface Filter {
  readonly asked: object;
  readonly holds: (line: PlainLine) => boolean;
}

const leaves: readonly Filter[] = [
  { asked: { isReturn: { is: false } }, holds: ({ isReturn }) => isReturn !== true },
  { asked: { quantity: { gt: '1.5' } }, holds: ({ quantity }) => quantity > 1n },
  { asked: { purchaseChannel: { isNot: 'web' } }, holds: ({ channel }) => channel === 'store' },
  {
    asked: { orderedOn: { between: { from: '2026-01-01', to: '2026-03-29' } } },
    holds: ({ at }) => dayIn(timeZone, new Date(at)) >= '2026-01-01' && dayIn(timeZone, new Date(at)) <= '2026-03-29',
  },
  { asked: { customer: { city: { is: 'Oslo' } } }, holds: ({ customer }) => cities[customer] === 'Oslo' },
  {
    asked: { customer: { not: { id: { in: ['A', 'B'] } } } },
    holds: ({ customer }) => customer !== 'A' && customer !== 'B',
  },
  {
    asked: { product: { or: [{ category: { is: 'Hats' } }, { brand: { contains: 'OUT' } }] } },
    holds: ({ product }) => product === 'P2' || product === 'P3' || product === 'P4',
  },
  {
    asked: { product: { category: { isNull: true } } },
    holds: ({ product }) => !['P1', 'P2', 'P3'].includes(product ?? ''),
  },
  { asked: { attributes: [{ name: 'mode', text: { is: 'air' } }] }, holds: ({ mode }) => mode === 'air' },
  { asked: { attributes: [{ name: 'none', text: { isNull: false } }] }, holds: () => false },
];

const filter: fc.Arbitrary<Filter> = fc
  .tuple(fc.constantFrom('and', 'or', 'not', 'one', 'all'), fc.constantFrom(...leaves), fc.constantFrom(...leaves))
  .map(([word, one, other]): Filter => {
    if (word === 'all') return { asked: {}, holds: () => true };
    if (word === 'one') return one;
    if (word === 'not') return { asked: { not: one.asked }, holds: (line) => !one.holds(line) };
    return {
      asked: { [word]: [one.asked, other.asked] },
      holds: (line) => (word === 'and' ? one.holds(line) && other.holds(line) : one.holds(line) || other.holds(line)),
    };
  });

/** How texts without a value come last, and others by their bytes, as keys of the words above do in the order of the database. */
const compare = (one: string | null, other: string | null): number =>
  one === other ? 0 : one === null ? 1 : other === null ? -1 : one < other ? -1 : 1;

const most = (values: readonly bigint[]): bigint => values.reduce((one, other) => (one > other ? one : other));

/** What a group of lines has, in the order of the question below. */
function measured(group: readonly PlainLine[]) {
  const amounts = group.flatMap(({ revenue }) => revenue ?? []);
  return {
    count: group.length,
    // Lines of one number are one order, whoever they name.
    orders: new Set(group.map(({ order }) => order)).size,
    customers: new Set(group.map(({ customer }) => customer)).size,
    units: group.length === 0 ? null : decimalOf(group.reduce((sum, { quantity }) => sum + quantity * 10_000n, 0n)),
    revenue: amounts.length === 0 ? null : decimalOf(amounts.reduce((sum, amount) => sum + amount, 0n)),
    greatest: amounts.length === 0 ? null : decimalOf(most(amounts)),
    products: new Set(group.flatMap(({ product }) => product ?? [])).size,
  };
}

const question = `query ($filter: FacetOrderLineFilter, $groupBy: [FacetOrderLineGrouping!], $first: Int, $after: String) {
  orderLinesAggregate(filter: $filter, groupBy: $groupBy, first: $first, after: $after) {
    totalCount edges { node { keys { value } count orders customers units: sum(column: QUANTITY)
      revenue: sum(column: REVENUE) greatest: maximum(column: REVENUE) products: distinct(column: PRODUCT_ID) } }
    pageInfo { hasNextPage endCursor } } }`;

interface Page {
  readonly totalCount: number;
  readonly edges: readonly { readonly node: { readonly keys: readonly { readonly value: string | null }[] } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

async function askAll(variables: object, first: number) {
  const nodes: object[] = [];
  let after: string | null = null;
  for (;;) {
    const { data, errors, statements } = await graph.ask(question, { ...variables, first, after });
    if (errors.length > 0) return { errors };
    expect(statements).toHaveLength(2);
    const page = data['orderLinesAggregate'] as unknown as Page;
    nodes.push(
      ...page.edges.map(({ node: { keys: values, ...node } }) => ({ keys: values.map(({ value }) => value), ...node })),
    );
    if (!page.pageInfo.hasNextPage) return { nodes, totalCount: page.totalCount };
    after = page.pageInfo.endCursor;
  }
}

function expected(kept: readonly PlainLine[], by: readonly Key[]) {
  const groups = new Map<string, { values: (string | null)[]; lines: PlainLine[] }>();
  if (by.length === 0) groups.set('[]', { values: [], lines: [] });
  for (const line of kept) {
    const values = by.map(({ of }) => of(line));
    const group = groups.get(JSON.stringify(values)) ?? { values, lines: [] };
    groups.set(JSON.stringify(values), group);
    group.lines.push(line);
  }
  const sorted = [...groups.values()].toSorted(
    (one, other) => one.values.map((value, n) => compare(value, other.values[n] ?? null)).find((way) => way !== 0) ?? 0,
  );
  return sorted.map((group) => ({ keys: group.values, lines: group.lines }));
}

const mixes = (group: readonly PlainLine[]): boolean =>
  new Set(group.flatMap(({ revenue, currency }) => (revenue === null ? [] : [currency]))).size > 1;

it('random groups of lines are those of plain JavaScript, and refused where one would mix currencies', async () => {
  const seen = { answered: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(
      filter,
      fc.uniqueArray(fc.constantFrom(...keys), { maxLength: 3 }),
      fc.boolean(),
      async ({ asked, holds }, others, byCurrency) => {
        const currency: Key = { asked: { column: 'CURRENCY' }, of: (line) => line.currency };
        const by = byCurrency ? [...others, currency] : others;
        const kept = lines.filter((line) => line.customer !== '' && holds(line));
        const groups = expected(kept, by);
        const variables = { filter: asked, groupBy: by.map((one) => one.asked) };
        const answer = await askAll(variables, Math.max(7, Math.ceil(groups.length / 3)));
        if (groups.some((group) => mixes(group.lines))) {
          seen.refused += 1;
          expect(answer.errors).toMatchObject([{ code: 'MIXED_CURRENCIES' }]);
        } else {
          seen.answered += 1;
          const nodes = groups.map((group) => ({ keys: group.keys, ...measured(group.lines) }));
          expect(answer).toEqual({ nodes, totalCount: groups.length });
        }
      },
    ),
    { numRuns: runsOf(40, 150), seed: 17 },
  );
  expect(seen.answered).toBeGreaterThan(0.4 * runsOf(40, 150));
  expect(seen.refused).toBeGreaterThan(0.2 * runsOf(40, 150));
}, 240_000);
