import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { isObjectType, parse, specifiedRules, validate, type ExecutionResult } from 'graphql';
import { createContext } from '../../../src/federation/requestContext.js';
import { executeByGraphql } from '../../../src/execution/executeByGraphql.js';
import { executePlanned } from '../../../src/execution/executePlanned.js';
import { Pricing } from '../../../src/gateway/cost/Pricing.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { openGraph } from '../../support/graph.js';
import { createRandom, type Random } from '../../support/load/random.js';
import { addCustomers, addTargetings } from '../../support/sample.js';
import { openScope } from '../../support/scope.js';

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;
beforeAll(async () => {
  database = await cloneDatabase();
  const ids = Array.from({ length: 12 }, (_, n) => `C${n}`);
  await addCustomers(
    database,
    ids.map((id) => ({ id, givenName: `Name {"of": "${id}"} {` })),
  );
  await addTargetings(
    database,
    ids.flatMap((customer, n) =>
      Array.from({ length: n % 5 }, (_, day) => ({
        customer,
        day: `2026-10-0${day + 1}`,
        plan: `p${day}`,
        action: day % 3,
      })),
    ),
  );
  graph = await openGraph(database);
});
afterAll(() => database.drop());

/** What is asked of a customer; all its lists have arguments or sizes that bound them. */
function customerFields(random: Random, depth: number): string {
  const first = random.pick(['', '(first: 1)', '(first: 3)', '(first: $n)']);
  const inner = depth > 0 && random.draw() < 0.5 ? `customer { ${customerFields(random, depth - 1)} }` : 'customerId';
  const parts = [
    'fullName',
    'address { city }',
    'profile { date }',
    `t${depth}: campaignTargetings${first} { ${random.pick(['', 'totalCount'])} edges { node { state channels { channelId } ${inner} } } }`,
    `campaignTargetings { edges { node { planId state } } pageInfo { hasNextPage } }`,
    'identifiers(first: 2) { edges { node { value } } }',
    '... on Node { nodeId }',
  ];
  return `id ${parts.filter(() => random.draw() < 0.5).join(' ')}`;
}

function randomDocument(random: Random): string {
  const roots = [
    () =>
      `customers(first: ${1 + random.below(20)}) { edges { node { ${customerFields(random, 2)} } } pageInfo { endCursor } }`,
    () => `one: customer(id: "C${random.below(14)}") { ${customerFields(random, 2)} }`,
    () => `more: customers(first: $n) { edges { cursor node { ${customerFields(random, 1)} } } }`,
    () => `none: customer(id: "nobody") { ${customerFields(random, 1)} }`,
  ].filter(() => random.draw() < 0.6);
  return `query ($n: Int) { __typename used: customer(id: "C4") { campaignTargetings(first: $n) { edges { node { state } } } } ${roots.map((make) => make()).join(' ')} }`;
}

/** Points of JSON by another way: each object one, 10 for lists of customers, 5 for counts of targetings. */
function pointsIn(value: unknown, key = ''): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + pointsIn(item, key), 0);
  if (key === 'totalCount') return 5;
  if (typeof value !== 'object' || value === null) return 0;
  const below = Object.entries(value).reduce((sum, [name, item]) => sum + pointsIn(item, name), 0);
  return below + (key === 'customers' || key === 'more' ? 10 : 1);
}

it('answers come to what another way counts in them, however they were made, and never to more than was estimated', async () => {
  const random = createRandom(20);
  const pricing = new Pricing({ weights: {}, listLength: 10 });
  const { schema } = graph;
  let written = 0;
  for (let n = 0; n < 150; n += 1) {
    const document = parse(randomDocument(random));
    expect(validate(schema, document, specifiedRules)).toEqual([]);
    const variableValues = { n: random.pick([1, 2, 7, null]) };
    const asked = pricing.priced(schema, document, undefined, variableValues);
    if (asked === undefined) throw new Error('There is no operation');
    const estimated = asked.price.estimate(asked.variables);
    const run = async (by: typeof executePlanned): Promise<ExecutionResult> =>
      by({ schema, document, variableValues, contextValue: createContext(openScope(database)) });
    for (const by of [executeByGraphql, executePlanned, executePlanned]) {
      const { data, errors } = await run(by);
      expect(errors).toBeUndefined();
      const actual = asked.price.actual(data as Record<string, unknown>, asked.variables);
      const json = JSON.stringify(data);
      // The root is no object that costs anything; a customer that is not there was looked for.
      const found = JSON.parse(json) as Record<string, unknown>;
      const missed = Object.values(found).filter((value) => value === null).length;
      expect({ n, actual }).toEqual({ n, actual: pointsIn(found) - 1 + missed });
      expect(actual).toBeLessThanOrEqual(estimated);
      written += by === executePlanned ? 1 : 0;
    }
  }
  expect(written).toBe(300);
}, 60_000);

it('the whole schema has a price for every list of its own', () => {
  const types = Object.values(graph.schema.getTypeMap()).filter((type) => isObjectType(type));
  const lists = types
    .flatMap((type) => Object.values(type.getFields()))
    .filter(({ type }) => /Connection!?$/.test(String(type)));
  expect(lists.length).toBeGreaterThan(30);
  for (const { name, astNode } of lists)
    expect([name, astNode?.directives?.some((one) => one.name.value === 'listSize')]).toEqual([name, true]);
});

it('_service tells nothing of costs unless the config says so', async () => {
  const { data } = await graph.ask('{ _service { sdl } }');
  const { sdl } = data['_service'] as { sdl: string };
  expect(sdl).not.toMatch(/@cost|@listSize/);
  expect(sdl).toContain('federation/v2.1');
});

it('metrics cost what the longer of their names and dates has', () => {
  const pricing = new Pricing({ weights: {}, listLength: 10 });
  const names = Array.from({ length: 30 }, (_, n) => `m${n}`);
  const dates = Array.from({ length: 200 }, () => '2026-03-01');
  const priceOf = (query: string, variables: object): number | undefined => {
    const asked = pricing.priced(graph.schema, parse(query), undefined, { ...variables });
    return asked?.price.estimate(asked.variables);
  };
  const given = 'query ($names: [String!], $dates: [Date!])';
  const ofOne = `${given} { metrics(level: CUSTOMER, entityId: "C1", names: $names, effectiveDates: $dates) { metrics { value } } }`;
  const ofCustomer = `${given} { customer(id: "C1") { metrics(names: $names, effectiveDates: $dates) { value } } }`;
  for (const [query, otherwise] of [
    [ofOne, 50],
    [ofCustomer, 20],
  ] as const) {
    expect(priceOf(query, {})).toBe(1 + otherwise);
    expect(priceOf(query, { names })).toBe(1 + 30);
    expect(priceOf(query, { names, dates })).toBe(1 + 200);
    expect(priceOf(query, { dates })).toBe(1 + 200);
  }
});
