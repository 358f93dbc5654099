import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { buildSchema as buildPlainSchema, isInputObjectType, type GraphQLSchema } from 'graphql';
import { compose } from '../../../scripts/lib/composeSupergraph.js';
import { runSnapshot } from '../../../src/enrichment/runSnapshot.js';
import { readCatalogue } from '../../../src/catalogue/readCatalogue.js';
import { localSdl } from '../../../src/federation/buildSchema.js';
import { toGlobalId } from '../../../src/lib/relay/globalId.js';
import { subgraphs } from '../../../src/subgraphs/index.js';
import { addRows } from '../../subgraphs/campaigns/sampleCampaigns.js';
import { cloneWithSlots } from '../../support/cloneWithSlots.js';
import type { TestDatabase } from '../../support/database.js';
import { startSubgraph, type RunningSubgraph } from '../../support/federation/startSubgraph.js';
import { openGraph } from '../../support/graph.js';
import { testJob } from '../../support/job.js';
import { addCustomers } from '../../support/sample.js';
import { joinRooms } from './joinRooms.js';

/** A desk of another team, which knows people by their addresses, profiles by their days and customers by what Facet called them. */
const typeDefs = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@external", "@requires", "@shareable"])
  scalar Date
  type Query { tickets(filter: TextFilter, order: SortDirection = UP): [Ticket!]! }
  input TextFilter { eq: String }
  enum SortDirection { UP DOWN }
  type Ticket @key(fields: "id") { id: ID! from: CustomerIdentifier! about: CustomerProfile owner: Customer! address: PostalAddress }
  type CustomerIdentifier @key(fields: "system value", resolvable: false) { system: String! value: String! }
  type PostalAddress @shareable { line1: String line2: String city: String state: String postal: String country: String }
  type Customer @key(fields: "nodeId") {
    nodeId: ID!
    mood: String @requires(fields: "newestProfile { date fields { city } }")
    newestProfile: CustomerProfile @external
  }
  type CustomerProfile @key(fields: "nodeId", resolvable: false) {
    nodeId: ID!
    date: Date! @external
    fields: ProfileFields! @external
  }
  type ProfileFields { city: String @external }`;

interface Known {
  readonly nodeId: string;
  readonly newestProfile?: { readonly date: string; readonly fields: { readonly city: string } } | null;
}

const tickets = ['a@example.com', 'A@EXAMPLE.COM', 'nobody@example.com'].map((value, n) => ({
  id: String(n + 1),
  from: { system: 'email', value },
  about: n === 2 ? null : { nodeId: toGlobalId('CustomerProfile', 'A', '2026-11-22') },
  owner: { nodeId: toGlobalId('Customer', n === 2 ? 'B' : 'A') },
  address: { city: 'Graz' },
}));

const resolvers = {
  Query: { tickets: () => tickets },
  Customer: {
    __resolveReference: (known: Known) => known,
    mood: ({ newestProfile }: Known) =>
      newestProfile == null ? 'unknown' : `${newestProfile.date} in ${newestProfile.fields.city}`,
  },
};

let database: TestDatabase;
let desk: RunningSubgraph;
let sdl: string;
let joined: Awaited<ReturnType<typeof joinRooms>>;

beforeAll(async () => {
  database = await cloneWithSlots();
  await addCustomers(database, [
    { id: 'A', givenName: 'Ann', city: 'Lyon' },
    { id: 'B', givenName: 'Bo' },
  ]);
  await addRows(database, 'customer_identifiers', [
    { customer_id: 'A', system: 'email', value: 'a@example.com', load_id: 0 },
  ]);
  await runSnapshot(testJob(database, '2026-11-23T09:00:00Z'), { from: '2026-11-22', to: '2026-11-22' });
  const graph = await openGraph(database);
  sdl = localSdl(subgraphs, await readCatalogue(database.client), '2026-11-23');
  desk = await startSubgraph({ typeDefs, resolvers });
  joined = await joinRooms([
    { name: 'facet', sdl, answer: (query, variables) => graph.ask(query, variables) as never },
    {
      name: 'desk',
      sdl: typeDefs,
      answer: async (query, variables) => {
        const body = JSON.stringify({ query, variables });
        return (await fetch(desk.url, { method: 'POST', body })).json() as never;
      },
    },
  ]);
});
afterAll(async () => {
  await desk?.stop();
  await database?.drop();
});

it('people are found by what another team knows of them', async () => {
  const { data, errors } = await joined.ask(
    '{ tickets { id from { value customer { id givenName } } about { date fields { city } } owner { id givenName } } }',
  );
  expect(errors).toBeUndefined();
  const about = { date: '2026-11-22', fields: { city: 'Lyon' } };
  const ann = { id: 'A', givenName: 'Ann' };
  expect(JSON.parse(JSON.stringify(data))).toEqual({
    tickets: [
      { id: '1', from: { value: 'a@example.com', customer: ann }, about, owner: ann },
      { id: '2', from: { value: 'A@EXAMPLE.COM', customer: ann }, about, owner: ann },
      {
        id: '3',
        from: { value: 'nobody@example.com', customer: null },
        about: null,
        owner: { id: 'B', givenName: 'Bo' },
      },
    ],
  });
  // Facet needs nothing more of the desk.
  expect(joined.calls.filter((name) => name === 'desk')).toHaveLength(1);
});

it('another team can require from the newest profile', async () => {
  const { data, errors } = await joined.ask('{ customers { edges { node { id mood } } } }');
  expect(errors).toBeUndefined();
  expect(JSON.parse(JSON.stringify(data))).toEqual({
    customers: {
      edges: [{ node: { id: 'A', mood: '2026-11-22 in Lyon' } }, { node: { id: 'B', mood: '2026-11-22 in null' } }],
    },
  });
});

it('inputs and enums of another team take nothing away from ours', () => {
  const members = (schema: GraphQLSchema, name: string): string[] => {
    const type = schema.getType(name);
    return isInputObjectType(type) ? Object.keys(type.getFields()) : [];
  };
  const alone = buildPlainSchema(compose([{ name: 'facet', sdl }]).publicSdl, { assumeValidSDL: true });
  const inputs = Object.keys(alone.getTypeMap()).filter((name) => members(alone, name).length > 0);
  expect(inputs.length).toBeGreaterThan(50);
  for (const name of inputs) expect([name, members(joined.schema, name)]).toEqual([name, members(alone, name)]);
});
