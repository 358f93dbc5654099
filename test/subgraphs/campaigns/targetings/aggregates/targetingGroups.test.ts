import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDay, openPeople } from '../../../../population/people.js';
import type { TestDatabase } from '../../../../support/database.js';
import { openGraph } from '../../../../support/graph.js';
import { addRows, addSample, addTargetingRows } from '../../sampleCampaigns.js';
import { cloneDatabase } from '../../../../support/database.js';

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

beforeAll(async () => {
  database = await cloneDatabase();
  await addSample(database);
  graph = await openGraph(database, '2026-03-10');
});
afterAll(() => database?.drop());

interface Group {
  readonly keys: readonly { readonly name: string; readonly value: string | null }[];
  readonly [measure: string]: unknown;
}

/** The groups of an answer: the values of their keys, then their measures as they are asked. */
async function ask(given: string, measures = 'count customers', on = graph) {
  const { data, errors, statements } = await on.ask(
    `{ targetingsAggregate${given} { totalCount edges { node { keys { name value } ${measures} } } } }`,
  );
  expect(errors).toEqual([]);
  expect(statements.length).toBeLessThanOrEqual(3);
  const { edges, totalCount } = data['targetingsAggregate'] as { totalCount: number; edges: { node: Group }[] };
  expect(edges).toHaveLength(totalCount);
  return edges.map(({ node: { keys, ...rest } }) => [...keys.map(({ value }) => value), ...Object.values(rest)]);
}

describe('targetings in groups', () => {
  it('are one group without keys, of no nobody', async () => {
    expect(
      await ask('', 'count customers plans: distinct(column: PLAN_ID) last: maximum(column: EXECUTION_DATE)'),
    ).toEqual([[8, 3, 4, '2026-03-05']]);
  });

  it('by what became of them, by action and by target group', async () => {
    expect(await ask('(groupBy: [{ column: STATE }])')).toEqual([
      ['CONTROL', 2, 2],
      ['EXCLUDED', 1, 1],
      ['TARGETED', 5, 3],
    ]);
    expect(
      await ask(
        '(filter: { planId: { is: "P1" } }, groupBy: [{ column: CAMPAIGN_ACTION_NAME }, { column: CAMPAIGN_NAME }])',
      ),
    ).toEqual([
      ['DN', 'Spring', 2, 2],
      ['Offer', 'Spring', 2, 2],
    ]);
    expect(await ask('(groupBy: [{ column: TARGET_GROUP_NAME }, { column: EXCLUSION_REASON }])', 'count')).toEqual([
      [null, 'Priority', 1],
      [null, null, 7],
    ]);
  });

  it('by channel count once for each channel of what was sent; control has none', async () => {
    expect(await ask('(groupBy: [{ column: CHANNEL_NAME }])')).toEqual([
      ['Email', 3, 3],
      ['SMS', 2, 2],
      [null, 5, 2],
    ]);
    expect(await ask('(groupBy: [{ column: CHANNEL_ID, }], filter: { state: { is: "TARGETED" } })', 'count')).toEqual([
      ['15', 3],
      ['20', 2],
      [null, 2],
    ]);
  });

  it('of one of some channels count once, also where they have several of them', async () => {
    expect(await ask('(filter: { channelName: { in: ["Email", "SMS"] } })')).toEqual([[3, 3]]);
    expect(await ask('', 'count channels: distinct(column: CHANNEL_NAME)')).toEqual([[8, 2]]);
    expect(
      await ask('(filter: { channelName: { is: "SMS" } }, having: [{ measure: COUNT, number: { gt: "1" } }])'),
    ).toEqual([[2, 2]]);
    expect(
      await ask(
        '(groupBy: [{ column: PLAN_ID }], having: [{ measure: DISTINCT, column: CHANNEL_NAME, number: { is: 2 } }])',
      ),
    ).toEqual([['P1', 4, 3]]);
  });

  it('by day and period, in an order of their own', async () => {
    expect(
      await ask(
        '(groupBy: [{ column: EXECUTION_DATE, grain: MONTH }], orderBy: [{ measure: COUNT, direction: DESC }])',
      ),
    ).toEqual([
      ['2026-03-01', 7, 3],
      ['2026-02-01', 1, 1],
    ]);
    expect(await ask('(groupBy: [{ column: EXECUTION_DATE }], orderBy: [{ key: 1, direction: DESC }])')).toEqual([
      ['2026-03-05', 3, 3],
      ['2026-03-01', 4, 2],
      ['2026-02-01', 1, 1],
    ]);
  });

  it('by customers, where one who is not known has no values', async () => {
    expect(await ask('(groupBy: [{ customerColumn: GIVEN_NAME }])')).toEqual([
      ['Ann', 5, 1],
      ['Ben', 2, 1],
      [null, 1, 1],
    ]);
    expect(await ask('(filter: { customer: { givenName: { is: "Ann" } }, state: { isNot: "CONTROL" } })')).toEqual([
      [4, 1],
    ]);
  });

  it.each([
    ['(groupBy: [{ column: STATE, customerColumn: CITY }])', 'BAD_USER_INPUT', '"groupBy[0]"'],
    ['(groupBy: [{}])', 'BAD_USER_INPUT', '"groupBy[0]" names nothing'],
    ['(groupBy: [{ column: STATE, grain: DAY }])', 'ATTRIBUTE_TYPE_MISMATCH', '"groupBy[0].grain"'],
    ['(groupBy: [{ customerAttribute: "NONE" }])', 'UNKNOWN_ATTRIBUTE', '"NONE"'],
    ['(having: [{ measure: COUNT, column: STATE, number: { is: 1 } }])', 'BAD_USER_INPUT', 'a count is of targetings'],
    ['(filter: { state: {} })', 'BAD_USER_INPUT', 'filter.state'],
  ])('%s is refused with %s', async (given, code, sentence) => {
    const { errors } = await graph.ask(`{ targetingsAggregate${given} { edges { node { count } } } }`);
    expect(errors).toMatchObject([{ code }]);
    expect(errors[0]?.message).toContain(sentence);
  });
});

it('attributes of customers are those of a day, which cursors keep', async () => {
  const people = await openPeople();
  const day = '2026-03-01';
  await addTargetingRows(people, [
    ['A', day, 'P', '1'],
    ['B', day, 'P', '1'],
    ['E', day, 'P', null],
    ['G', day, 'P', '1'],
  ]);
  const asked = await openGraph(people, '2026-03-02');
  const groupBy = '(groupBy: [{ customerAttribute: "member" }, { column: STATE }])';
  expect(await ask(groupBy, 'count', asked)).toEqual([
    ['false', 'TARGETED', 1],
    ['true', 'EXCLUDED', 1],
    ['true', 'TARGETED', 1],
    [null, 'TARGETED', 1],
  ]);
  const page = `query ($after: String) { targetingsAggregate(first: 1, after: $after, groupBy: [{ customerAttribute: "member" }]) {
    pageInfo { endCursor } edges { node { keys { value } } } } }`;
  const first = (await asked.ask(page)).data['targetingsAggregate'] as { pageInfo: { endCursor: string } };
  await addDay(people, '2026-03-02');
  const { data } = await asked.ask(page, { after: first.pageInfo.endCursor });
  expect(data['targetingsAggregate']).toMatchObject({ edges: [{ node: { keys: [{ value: 'true' }] } }] });
  expect(
    await ask(
      '(filter: { customer: { attributes: [{ name: "VISITS", number: { gte: 2 } }] } }, asOf: "2026-03-01")',
      'count',
      asked,
    ),
  ).toEqual([[2]]);
  await people.drop();
});

interface Plain {
  readonly customer: string;
  readonly day: string;
  readonly plan: string;
  readonly detail: string | null;
}

/** The channels of the actions; 1 is control, and 9 is not known. */
const channelsOf: Readonly<Record<string, readonly string[]>> = { 1: [], 2: ['Email', 'SMS'], 3: ['SMS'], 9: ['Push'] };

const stateOf = ({ detail }: Plain): string => (detail === null ? 'EXCLUDED' : detail === '1' ? 'CONTROL' : 'TARGETED');

const ownChannels = ({ detail }: Plain): readonly (string | null)[] => {
  const found = channelsOf[detail ?? ''] ?? [];
  return found.length === 0 ? [null] : found;
};

interface Key {
  readonly asked: string;
  readonly of: (row: Plain, channel: string | null) => string | null;
}

const keys: readonly Key[] = [
  { asked: 'PLAN_ID', of: ({ plan }) => plan },
  { asked: 'STATE', of: stateOf },
  { asked: 'EXECUTION_DATE', of: ({ day }) => day },
  { asked: 'PLAN_DETAIL_ID', of: ({ detail }) => detail },
  { asked: 'CHANNEL_NAME', of: (_, channel) => channel },
];

interface Filter {
  readonly asked: object;
  readonly holds: (row: Plain, channel: string | null) => boolean;
}

const filters: readonly Filter[] = [
  { asked: {}, holds: () => true },
  { asked: { state: { isNot: 'EXCLUDED' } }, holds: (row) => stateOf(row) !== 'EXCLUDED' },
  { asked: { channelName: { is: 'SMS' } }, holds: (_, channel) => channel === 'SMS' },
  { asked: { not: { channelName: { is: 'SMS' } } }, holds: (_, channel) => channel !== 'SMS' },
  { asked: { executionDate: { gte: '2026-03-03' } }, holds: ({ day }) => day >= '2026-03-03' },
  { asked: { customer: { id: { in: ['C1', 'C2'] } } }, holds: ({ customer }) => ['C1', 'C2'].includes(customer) },
];

function expected(rows: readonly Plain[], { holds }: Filter, by: readonly Key[]) {
  const groups = new Map<string, { values: (string | null)[]; rows: Set<Plain> }>();
  if (by.length === 0) groups.set('[]', { values: [], rows: new Set() });
  for (const row of rows)
    for (const channel of ownChannels(row).filter((one) => holds(row, one))) {
      const values = by.map(({ of }) => of(row, channel));
      const group = groups.get(JSON.stringify(values)) ?? { values, rows: new Set() };
      groups.set(JSON.stringify(values), group);
      group.rows.add(row);
    }
  return [...groups.values()]
    .map((group) => [...group.values, group.rows.size, new Set([...group.rows].map(({ customer }) => customer)).size])
    .toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
}

it('random targetings are put in the groups that plain JavaScript makes', async () => {
  const other = await cloneDatabase();
  const details = ['1', '2', '3'].map((plan_detail_id) => ({
    plan_detail_id,
    campaign_action_id: Number(plan_detail_id),
  }));
  const plans = ['P1', 'P2'];
  await addRows(
    other,
    'campaign_actions',
    plans.flatMap((plan_id) => details.map((detail) => ({ plan_id, ...detail, campaign_action_name: 'Action' }))),
  );
  const channels = [...Object.entries(channelsOf), ['1', ['Email']] as const].flatMap(([plan_detail_id, names]) =>
    plans.flatMap((plan_id) =>
      // A channel is used with two templates.
      names.flatMap((channel_name) =>
        ['a', 'b'].map((place) => ({
          plan_id,
          plan_detail_id,
          plan_detail_channel_id: `${channel_name}${place}`,
          channel_id: channel_name.length,
          channel_name,
        })),
      ),
    ),
  );
  await addRows(other, 'campaign_action_channels', channels);
  await addRows(
    other,
    'customers',
    ['C1', 'C2', 'C3'].map((customer_id) => ({ customer_id, source_records: 1, load_id: 0 })),
  );
  const asked = await openGraph(other, '2026-03-10');
  const targetings = fc.uniqueArray(
    fc.record({
      customer: fc.constantFrom('C1', 'C2', 'C3', 'C4'),
      day: fc.constantFrom('2026-03-01', '2026-03-02', '2026-03-03'),
      plan: fc.constantFrom(...plans),
      detail: fc.constantFrom('1', '2', '3', '9', null),
    }),
    { minLength: 1, maxLength: 20, size: 'max', selector: ({ customer, day, plan }) => `${customer} ${day} ${plan}` },
  );
  await fc.assert(
    fc.asyncProperty(
      targetings,
      fc.constantFrom(...filters),
      fc.uniqueArray(fc.constantFrom(...keys), { maxLength: 3 }),
      async (rows, filter, by) => {
        await other.client`truncate facet.campaign_targetings`;
        await addTargetingRows(
          other,
          rows.map(({ customer, day, plan, detail }) => [customer, day, plan, detail] as const),
        );
        const { data, errors } = await asked.ask(
          `query ($filter: TargetingFilter, $groupBy: [TargetingGrouping!]) { targetingsAggregate(filter: $filter,
            groupBy: $groupBy, first: 1000) { totalCount edges { node { keys { value } count customers } } } }`,
          { filter: filter.asked, groupBy: by.map(({ asked: column }) => ({ column })) },
        );
        expect(errors).toEqual([]);
        const { edges, totalCount } = data['targetingsAggregate'] as { totalCount: number; edges: { node: Group }[] };
        const found = edges.map(({ node }) => [
          ...node.keys.map(({ value }) => value),
          node['count'],
          node['customers'],
        ]);
        const wanted = expected(rows, filter, by);
        expect(found.toSorted((one, two) => (JSON.stringify(one) < JSON.stringify(two) ? -1 : 1))).toEqual(wanted);
        expect(totalCount).toBe(wanted.length);
      },
    ),
    { numRuns: 40, seed: 19 },
  );
  await other.drop();
});
