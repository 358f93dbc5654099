import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cloneDatabase, type TestDatabase } from '../../../support/database.js';
import { openGraph } from '../../../support/graph.js';
import { addCustomers } from '../../../support/sample.js';
import { addRows, addTargetingRows } from '../sampleCampaigns.js';

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

beforeAll(async () => {
  database = await cloneDatabase();
  await addCustomers(
    database,
    customers.map((id) => ({ id })),
  );
  await addRows(
    database,
    'campaigns',
    plans.map((plan_id) => ({ plan_id, campaign_name: plan_id, execution_start_date: '2026-01-01' })),
  );
  await addRows(
    database,
    'campaign_actions',
    plans.flatMap((plan_id) =>
      [1, 2].map((number) => ({
        plan_id,
        plan_detail_id: String(number),
        campaign_action_id: number,
        campaign_action_name: number === 1 ? 'DN' : 'Offer',
      })),
    ),
  );
  graph = await openGraph(database);
});
afterAll(() => database?.drop());

// Keys whose order by code point is none of a dictionary.
const plans = ['P-1', 'P 1', 'p1', 'P1', 'É', 'Z'];
const customers = ['a', 'B', 'ä', 'c"', "d'", 'ab'];
const days = ['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02'];

interface Targeting {
  readonly customerId: string;
  readonly executionDate: string;
  readonly planId: string;
  readonly detail: string | null;
}

/** 1 is control where the campaign has such an action, 2 sent, 3 an action that is not known, null an exclusion. */
function stateOf({ planId, detail }: Targeting): string {
  if (detail === null) return 'EXCLUDED';
  return detail === '1' && planId !== 'unknown' ? 'CONTROL' : 'TARGETED';
}

const targetings = fc.uniqueArray(
  fc.record<Targeting>({
    customerId: fc.constantFrom(...customers, 'stranger'),
    executionDate: fc.constantFrom(...days),
    planId: fc.constantFrom(...plans, 'unknown'),
    detail: fc.constantFrom('1', '2', '3', null),
  }),
  { selector: ({ customerId, executionDate, planId }) => `${customerId} ${executionDate} ${planId}`, maxLength: 60 },
);

const orNull = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null });

const questions = fc
  .record({
    states: orNull(fc.uniqueArray(fc.constantFrom('TARGETED', 'CONTROL', 'EXCLUDED'))),
    from: orNull(fc.constantFrom(...days)),
    to: orNull(fc.constantFrom(...days)),
    planIds: orNull(fc.uniqueArray(fc.constantFrom(...plans, 'unknown'))),
    first: fc.integer({ min: 1, max: 7 }),
  })
  .filter(({ from, to }) => from === null || to === null || from <= to);

interface Page {
  readonly totalCount: number;
  readonly edges: readonly { readonly node: Readonly<Record<string, string>> }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** All pages from one end to the other, and how many targetings each says there are. */
async function walk(field: string, list: string, variables: Record<string, unknown>) {
  const rows: string[] = [];
  const counts = new Set<number>();
  let after: string | null = null;
  for (;;) {
    const { data, errors } = await graph.ask(`query ${list} }`, { ...variables, after });
    expect(errors).toEqual([]);
    const [page] = Object.values(data[field] as Record<string, Page>);
    if (page === undefined) throw new Error('no page came');
    expect(page.edges.length).toBeLessThanOrEqual(variables['first'] as number);
    rows.push(...page.edges.map(({ node }) => JSON.stringify(node)));
    counts.add(page.totalCount);
    if (!page.pageInfo.hasNextPage) return { rows, counts: [...counts] };
    after = page.pageInfo.endCursor;
  }
}

const below = 'totalCount edges { node { customerId executionDate planId state } } pageInfo { hasNextPage endCursor }';

/** By code point, as texts of the database are compared with the collation "C". */
const compare = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

function naive(
  all: readonly Targeting[],
  fits: (one: Targeting) => boolean,
  { states, from, to }: { states: readonly string[] | null; from: string | null; to: string | null },
  key: 'customerId' | 'planId',
): string[] {
  return all
    .filter(
      (one) =>
        fits(one) &&
        (states?.includes(stateOf(one)) ?? true) &&
        (from === null || one.executionDate >= from) &&
        (to === null || one.executionDate <= to),
    )
    .toSorted((a, b) => compare(b.executionDate, a.executionDate) || compare(a[key], b[key]))
    .map((one) => {
      const { customerId, executionDate, planId } = one;
      return JSON.stringify({ customerId, executionDate, planId, state: stateOf(one) });
    });
}

describe('pages of targetings', () => {
  it('are what a plain sort gives, whatever is asked', async () => {
    const { client } = database;
    await fc.assert(
      fc.asyncProperty(
        targetings,
        questions,
        fc.constantFrom(...customers),
        fc.constantFrom(...plans),
        async (all, { planIds, ...question }, customer, plan) => {
          await client`truncate facet.campaign_targetings`;
          if (all.length > 0)
            await addTargetingRows(
              database,
              all.map(({ customerId, executionDate, planId, detail }) => [customerId, executionDate, planId, detail]),
            );
          const ofCustomer = await walk(
            'customer',
            `($id: ID!, $states: [TargetingState!], $from: Date, $to: Date, $planIds: [ID!], $first: Int, $after: String) {
              customer(id: $id) { campaignTargetings(states: $states, from: $from, to: $to, planIds: $planIds, first: $first, after: $after) { ${below} } }`,
            { ...question, planIds, id: customer },
          );
          const expected = naive(
            all,
            ({ customerId, planId }) => customerId === customer && (planIds?.includes(planId) ?? true),
            question,
            'planId',
          );
          expect(ofCustomer).toEqual({ rows: expected, counts: [expected.length] });
          const ofCampaign = await walk(
            'campaign',
            `($id: ID!, $states: [TargetingState!], $from: Date, $to: Date, $first: Int, $after: String) {
              campaign(planId: $id) { targetings(states: $states, from: $from, to: $to, first: $first, after: $after) { ${below} } }`,
            { ...question, id: plan },
          );
          const people = naive(all, ({ planId }) => planId === plan, question, 'customerId');
          expect(ofCampaign).toEqual({ rows: people, counts: [people.length] });
        },
      ),
      { numRuns: 80 },
    );
  });
});
