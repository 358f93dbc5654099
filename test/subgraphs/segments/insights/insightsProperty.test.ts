import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { openWorth, type WorthyCustomer } from '../../../membership/sampleWorth.js';
import type { TestDatabase } from '../../../support/database.js';
import { openGraph } from '../../../support/graph.js';
import { runsOf } from '../../../support/runsOf.js';

const flag = fc.boolean();
const known = fc.tuple(flag, flag, flag);
const bought = fc.option(
  fc.tuple(fc.constantFrom(0, 1, 2, 5), fc.option(fc.integer({ min: 0, max: 9999 })), fc.integer({ min: 0, max: 9 })),
);

/** Sixty customers, the same ones each time. */
const customers: readonly WorthyCustomer[] = fc
  .sample(
    fc.record({
      country: fc.constantFrom('DE', 'AT', null),
      known,
      bought,
      tier: fc.constantFrom('gold', 'silver', null),
    }),
    { numRuns: 60, seed: 16 },
  )
  .map(({ bought: of, ...rest }, n) => ({
    ...rest,
    id: `C${n}`,
    // Nobody who bought nothing spent anything.
    bought: of === null ? null : [of[0], of[0] === 0 ? '0' : of[1] === null ? null : String(of[1] / 100), of[2]],
  }));

interface Segment {
  readonly definition: object;
  readonly has: (customer: WorthyCustomer) => boolean;
}

const of = (...conditions: readonly object[]) => ({ include: { groups: [{ join: 'OR', conditions }] } });
const inCountry = { column: { name: 'country', text: { is: 'DE' } } };
const inTier = { attribute: { name: 'TIER', text: { is: 'gold' } } };

const tierOf = ({ bought: row, tier }: WorthyCustomer): string | null => (row === null ? null : tier);

const segments: readonly Segment[] = [
  { definition: {}, has: () => true },
  { definition: of(inCountry), has: ({ country }) => country === 'DE' },
  { definition: of(inTier), has: (one) => tierOf(one) === 'gold' },
  { definition: of(inCountry, inTier), has: (one) => one.country === 'DE' || tierOf(one) === 'gold' },
  { definition: of({ contactable: { by: ['EMAIL'] } }), has: ({ known: [email] }) => email },
  { definition: { exclude: [{ conditions: [inCountry] }] }, has: ({ country }) => country !== 'DE' },
  {
    definition: of({ attribute: { name: 'L12M_ORDER_REVENUE', number: { gte: '50' } } }),
    has: ({ bought: row }) => row !== null && row[1] !== null && Number(row[1]) >= 50,
  },
];

const ordersOf = ({ bought: row }: WorthyCustomer): number => row?.[0] ?? 0;
const isActive = (one: WorthyCustomer): boolean => ordersOf(one) > 0;
const centsOf = ({ bought: row }: WorthyCustomer): number => Math.round(Number(row?.[1] ?? 0) * 100);
const spent = (some: readonly WorthyCustomer[]): number =>
  some.filter(isActive).reduce((sum, one) => sum + centsOf(one), 0);
const count = (some: readonly WorthyCustomer[], has: (one: WorthyCustomer) => boolean): number =>
  some.filter(has).length;

const cents = (decimal: string): number => Math.round(Number(decimal) * 100);

function plainInsights(some: readonly WorthyCustomer[]) {
  const paid = some.filter((one) => isActive(one) && one.bought?.[1] !== null);
  return {
    customers: some.length,
    activeCustomers: count(some, isActive),
    otherCurrencies: count(some, isActive) - paid.length,
    revenue: spent(some),
    orders: paid.reduce((sum, one) => sum + ordersOf(one), 0),
    reachable: {
      customers: count(some, ({ known: ways }) => ways.includes(true)),
      email: count(some, ({ known: [email] }) => email),
      phone: count(some, ({ known: [, phone] }) => phone),
      address: count(some, ({ known: [, , post] }) => post),
      paidSocial: count(some, ({ known: [email, phone] }) => email || phone),
    },
    tiers: (['gold', 'silver', null] as const)
      .map((tier) => ({ tier, own: some.filter((one) => tierOf(one) === tier) }))
      .filter(({ own }) => own.length > 0)
      .map(({ tier, own }) => [tier, own.length, count(own, isActive), spent(own)]),
  };
}

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

beforeAll(async () => {
  database = await openWorth(customers);
  graph = await openGraph(database, '2026-03-02');
});
afterAll(() => database?.drop());

const question = `query ($segments: [FacetComparedSegmentInput!]!) { compareSegments(segments: $segments) {
  segments { customers activeCustomers otherCurrencies revenue reachable { customers email phone address paidSocial }
    revenueTree { customers ordersPerCustomer } sample(size: 5) { id }
    breakdowns(by: [{ attribute: "TIER" }]) { values { value customers activeCustomers revenue } } }
  overlaps { places customers onlyCustomers activeCustomers revenue } } }`;

interface Answer {
  readonly segments: readonly (Readonly<Record<string, unknown>> & {
    readonly revenue: string;
    readonly revenueTree: { readonly customers: number; readonly ordersPerCustomer: string | null };
    readonly sample: readonly { readonly id: string }[];
    readonly breakdowns: readonly {
      readonly values: readonly { value: string | null; customers: number; activeCustomers: number; revenue: string }[];
    }[];
  })[];
  readonly overlaps: readonly {
    readonly places: readonly number[];
    readonly customers: number;
    readonly onlyCustomers: number;
    readonly activeCustomers: number;
    readonly revenue: string;
  }[];
}

const byText = (rows: readonly unknown[]): unknown[] =>
  rows.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));

it('insights, breakdowns and overlaps of random segments are those of plain JavaScript', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...segments), { minLength: 1, maxLength: 5 }), async (asked) => {
      const { data, errors } = await graph.ask(question, { segments: asked.map(({ definition }) => ({ definition })) });
      expect(errors).toEqual([]);
      const found = data['compareSegments'] as unknown as Answer;
      asked.forEach(({ has }, n) => {
        const { orders, tiers, revenue, ...plain } = plainInsights(customers.filter(has));
        const one = found.segments[n];
        expect(one).toMatchObject(plain);
        expect(cents(one?.revenue ?? '')).toBe(revenue);
        const { customers: payers = 0, ordersPerCustomer = null } = one?.revenueTree ?? {};
        expect(payers).toBe(plain.activeCustomers - plain.otherCurrencies);
        if (payers > 0) expect(Number(ordersPerCustomer)).toBeCloseTo(orders / payers, 8);
        const values = one?.breakdowns[0]?.values ?? [];
        expect(byText(values.map((of) => [of.value, of.customers, of.activeCustomers, cents(of.revenue)]))).toEqual(
          byText(tiers),
        );
        const ids = new Set(customers.filter(has).map(({ id }) => id));
        expect(one?.sample).toHaveLength(Math.min(5, ids.size));
        expect(one?.sample.filter(({ id }) => !ids.has(id))).toEqual([]);
      });
      expect(found.overlaps).toHaveLength(2 ** asked.length - 1);
      for (const { places, ...overlap } of found.overlaps) {
        const all = customers.filter((one) => places.every((place) => asked[place]?.has(one) === true));
        const only = all.filter((one) => asked.every(({ has }, n) => has(one) === places.includes(n)));
        expect({ ...overlap, revenue: cents(overlap.revenue) }).toEqual({
          customers: all.length,
          onlyCustomers: only.length,
          activeCustomers: count(all, isActive),
          revenue: spent(all),
        });
      }
    }),
    { numRuns: runsOf(12, 60), seed: 16 },
  );
});
