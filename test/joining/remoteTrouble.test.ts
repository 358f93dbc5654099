import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { startSubgraph, type RunningSubgraph, type SubgraphTrouble } from '../support/federation/startSubgraph.js';
import { addCustomers } from '../support/sample.js';
import { eventually } from './eventually.js';
import { loyalty, tierOf } from './loyalty.js';
import { openGateway, type TestGateway } from './openGateway.js';

let database: TestDatabase;
let remote: RunningSubgraph;
let gateway: TestGateway;

beforeAll(async () => {
  database = await cloneDatabase();
  await addCustomers(database, [
    { id: 'A', givenName: 'Ada' },
    { id: 'B', givenName: 'Bob' },
    { id: 'C', givenName: 'Cleo' },
  ]);
  remote = await startSubgraph(loyalty);
  const settings = { timeoutSeconds: 0.5, retries: 0, maxAnswer: 50_000, breaker: { failures: 4, seconds: 3 } };
  gateway = await openGateway(database, { subgraphs: [{ name: 'loyalty', url: remote.url, ...settings }] });
});
afterAll(async () => {
  await gateway.stop();
  await remote.stop();
  await database.drop();
});
// A good answer closes the row of failures.
afterEach(async () => {
  remote.trouble = {};
  await eventually(async () => (await gateway.ask('{ loyaltyStatus }')).errors === undefined);
});

const page =
  '{ customers(first: 3, orderBy: [{ column: ID, direction: ASC }]) { edges { node { id givenName tier } } } }';
const local = '{ customer(id: "A") { givenName } }';

const answerOf = (entities: unknown[], errors?: unknown[]) => JSON.stringify({ data: { _entities: entities }, errors });
const entity = (id: string) => ({ __typename: 'Customer', id, tier: tierOf(id) });

const tiersOf = ({ data }: { readonly data?: unknown }) =>
  (data as { customers: { edges: { node: { givenName: string; tier: string | null } }[] } }).customers.edges.map(
    ({ node: { givenName, tier } }) => [givenName, tier],
  );
const names = ['Ada', 'Bob', 'Cleo'];

const endless: SubgraphTrouble = {
  respond: (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const write = (): void => {
      while (!response.destroyed && response.write(' '.repeat(10_000)));
      if (!response.destroyed) response.once('drain', write);
    };
    write();
  },
};

describe('a remote in trouble: what is there is answered, and the errors name subgraph and path', () => {
  const whole: readonly [string, SubgraphTrouble, string][] = [
    ['cuts the connection', { reset: true }, 'SUBGRAPH_UNAVAILABLE'],
    ['is too slow', { delay: 900 }, 'SUBGRAPH_TIMEOUT'],
    ['answers a page', { body: '<html>no</html>', headers: { 'content-type': 'text/html' } }, 'SUBGRAPH_BAD_ANSWER'],
    ['answers garbage', { body: '{"data": {"_entities": [' }, 'SUBGRAPH_BAD_ANSWER'],
    ['redirects', { status: 302, headers: { location: '/elsewhere' } }, 'SUBGRAPH_BAD_ANSWER'],
    ['fails', { status: 503, body: 'busy', headers: { 'content-type': 'text/plain' } }, 'SUBGRAPH_UNAVAILABLE'],
    ['answers without an end', endless, 'SUBGRAPH_BAD_ANSWER'],
    ['gives too much', { body: answerOf([{ ...entity('A'), tier: 'x'.repeat(60_000) }]) }, 'SUBGRAPH_BAD_ANSWER'],
    ['gives no list of entities', { body: '{"data": {"_entities": {"length": 3}}}' }, 'SUBGRAPH_BAD_ANSWER'],
    ['gives half of the entities', { body: answerOf([entity('A')]) }, 'SUBGRAPH_BAD_ANSWER'],
  ];
  it.each(whole)('%s', async (_, trouble, code) => {
    remote.trouble = trouble;
    const answer = await gateway.ask(page);
    expect(answer.status).toBe(200);
    const { errors = [] } = answer;
    expect([
      ...new Set(errors.map(({ extensions }) => `${String(extensions['code'])} of ${String(extensions['subgraph'])}`)),
    ]).toEqual([`${code} of loyalty`]);
    const found = tiersOf(answer);
    expect(found.map(([name]) => name)).toEqual(names);
    // Nothing is shown that was not said.
    for (const [n, [, tier]] of found.entries()) expect([null, tierOf('ABC'.charAt(n))]).toContain(tier);
    expect(errors.every(({ path }) => path?.[0] === 'customers')).toBe(true);
    expect((await gateway.ask(local)).data).toEqual({ customer: { givenName: 'Ada' } });
  });

  it('errors in part: the others are answered, the error has the path of its customer and its code', async () => {
    const error = {
      message: 'No tier.',
      path: ['_entities', 1, 'tier'],
      extensions: { code: 'NO_TIER', stack: 'secret' },
    };
    remote.trouble = { body: answerOf([entity('A'), { ...entity('B'), tier: null }, entity('C')], [error]) };
    const answer = await gateway.ask(page);
    expect(tiersOf(answer)).toEqual([
      ['Ada', tierOf('A')],
      ['Bob', null],
      ['Cleo', tierOf('C')],
    ]);
    expect(answer.errors?.map(({ message, path, extensions }) => ({ message, path, extensions }))).toEqual([
      {
        message: 'No tier.',
        path: ['customers', 'edges', 1, 'node', 'tier'],
        extensions: { code: 'NO_TIER', subgraph: 'loyalty' },
      },
    ]);
  });

  it('entities that are unknown there are null, without an error', async () => {
    remote.trouble = { body: answerOf([entity('A'), null, entity('C')]) };
    const answer = await gateway.ask(page);
    expect(answer.errors).toBeUndefined();
    expect(tiersOf(answer).map(([, tier]) => tier)).toEqual([tierOf('A'), null, tierOf('C')]);
  });

  it('values of another type are errors of their own', async () => {
    remote.trouble = { body: answerOf([entity('A'), { ...entity('B'), tier: { deep: 1 } }, entity('C')]) };
    const answer = await gateway.ask(page);
    expect(tiersOf(answer).map(([, tier]) => tier)).toEqual([tierOf('A'), null, tierOf('C')]);
    expect(answer.errors?.map(({ path }) => path)).toEqual([['customers', 'edges', 1, 'node', 'tier']]);
  });

  it('a field that may not be null takes its parent with it', async () => {
    remote.trouble = { status: 500, body: 'no', headers: { 'content-type': 'text/plain' } };
    const { data, errors } = await gateway.ask(
      '{ one: customer(id: "A") { id points } two: customer(id: "B") { id tier } }',
    );
    expect(data).toEqual({ one: null, two: { id: 'B', tier: null } });
    expect(errors?.map(({ extensions }) => extensions['subgraph'])).toContain('loyalty');
  });
});

describe('the breaker of a remote', () => {
  it('opens after failures, so that answers wait for nothing, and closes again; readiness and the log tell', async () => {
    remote.trouble = { delay: 700 };
    for (let n = 0; n < 4; n += 1) await gateway.ask('{ loyaltyStatus }');
    expect(await gateway.health()).toMatchObject({
      status: 200,
      body: { subgraphs: [{ name: 'loyalty', state: 'open' }] },
    });
    await eventually(() => remote.open === 0);
    // Its schema is looked for all the same.
    const asked = () => remote.requests.filter(({ query }) => !query.includes('_service')).length;
    const before = asked();
    const began = performance.now();
    const answer = await gateway.ask(page);
    expect(performance.now() - began).toBeLessThan(400);
    expect(tiersOf(answer).map(([name]) => name)).toEqual(names);
    expect(answer.errors?.[0]?.extensions).toEqual({ code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'loyalty' });
    expect(asked()).toBe(before);
    remote.trouble = {};
    await eventually(async () => (await gateway.ask('{ loyaltyStatus }')).errors === undefined);
    expect((await gateway.health()).body).toMatchObject({ subgraphs: [{ state: 'closed' }] });
    const told = gateway.lines
      .map(({ msg }) => String(msg))
      .filter((text) => text.startsWith('The subgraph "loyalty"'));
    expect(told.slice(-2)).toEqual([
      'The subgraph "loyalty" failed 4 times in a row and is not asked for 3 s; then one call tries it.',
      'The subgraph "loyalty" answers again.',
    ]);
  });
});

describe('a client that goes away', () => {
  it('ends the call of the remote', async () => {
    remote.trouble = { delay: 400 };
    const controller = new AbortController();
    const asked = fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: page }),
      signal: controller.signal,
    });
    await eventually(() => remote.open === 1);
    controller.abort();
    await expect(asked).rejects.toThrow();
    await eventually(() => remote.open === 0);
  });
});
