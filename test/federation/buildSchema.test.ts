import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  buildSchema,
  findBreakingChanges,
  parse,
  print,
  type GraphQLInterfaceType,
  type ObjectTypeDefinitionNode,
} from 'graphql';
import { compose } from '../../scripts/lib/composeSupergraph.js';
import { runSnapshot } from '../../src/enrichment/runSnapshot.js';
import { localSdl } from '../../src/federation/buildSchema.js';
import { factsOf } from '../../src/federation/schemaFacts.js';
import { mergeSubgraphs } from '../../src/federation/sdl.js';
import { readCatalogue } from '../../src/catalogue/readCatalogue.js';
import { subgraphs } from '../../src/subgraphs/index.js';
import { cloneWithSlots } from '../support/cloneWithSlots.js';
import { type TestDatabase } from '../support/database.js';
import { openGraph } from '../support/graph.js';
import { testJob } from '../support/job.js';
import { addCustomers } from '../support/sample.js';

let database: TestDatabase;
let sdl: string;

beforeAll(async () => {
  database = await cloneWithSlots();
  await addCustomers(database, [{ id: 'A' }]);
  await runSnapshot(testJob(database, '2026-11-23T09:00:00Z'), { from: '2026-11-22', to: '2026-11-22' });
  const { data } = await (await openGraph(database)).ask('{ _service { sdl } }');
  ({ sdl } = data['_service'] as { sdl: string });
});
afterAll(() => database?.drop());

it('_service gives SDL with the generated fields and the classes of personal data', () => {
  expect(() => parse(sdl)).not.toThrow();
  expect(sdl).toMatch(/type ProfileFields \{[^}]*\becomTotalNetSalesAmount1m: Decimal\b/);
  expect(sdl).toContain('emailDomain: String @pii(class: CONTACT)');
  expect(sdl).not.toMatch(/_entities|_service/);
});

it('a schema knows what it was made of, and one of others nothing', async () => {
  const { catalogue, references } = factsOf((await openGraph(database)).schema);
  expect(catalogue).toEqual(await readCatalogue(database.client));
  expect(Object.keys(references)).toEqual(expect.arrayContaining(['Customer', 'Campaign', 'FieldAlias']));
  expect(() => factsOf(buildSchema('type Query { a: Int }'))).toThrow('was not made by buildSchema');
});

it('a key that any of the subgraphs answers for is a key of their whole', () => {
  const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])';
  const merged = mergeSubgraphs([
    `${link} type A @key(fields: "a") @key(fields: "b  c", resolvable: false) { a: ID! b: ID! c: ID! }`,
    `${link} type A @key(fields: "b c") @key(fields: "d", resolvable: false) { b: ID! c: ID! d: ID! }`,
  ]);
  const [type] = merged.definitions as ObjectTypeDefinitionNode[];
  expect(type?.directives?.map(print).toSorted()).toEqual([
    '@key(fields: "a")',
    '@key(fields: "b c")',
    '@key(fields: "d", resolvable: false)',
  ]);
  expect(sdl).toContain('type MarketingImpactDay @key(fields: "customerId date") {');
});

it('without federation it is a schema that tools for clients read, with every node of Relay', async () => {
  const plain = localSdl(subgraphs, await readCatalogue(database.client), '2026-11-23', { plain: true });
  expect(plain).not.toMatch(/@(key|shareable|link)\b|\b_(Any|Entity|Service|entities|service)\b|FieldSet/);
  expect(plain).toContain('emailDomain: String @pii(class: CONTACT)');
  const schema = buildSchema(plain);
  expect(findBreakingChanges(schema, (await openGraph(database)).schema)).toEqual([]);
  const nodes = schema.getPossibleTypes(schema.getType('Node') as GraphQLInterfaceType);
  expect(nodes.map(({ name }) => name).toSorted()).toEqual([
    'Account',
    'Campaign',
    'Company',
    'Contract',
    'Customer',
    'CustomerProfile',
    'Industry',
    'Order',
    'Product',
  ]);
});

it('it composes by itself, and with a subgraph that extends a customer', () => {
  const facet = { name: 'facet', sdl };
  expect(compose([facet]).supergraphSdl).toContain('ecomTotalNetSalesAmount1m: Decimal');
  const other = (emailType: string) => ({
    name: 'ratings',
    sdl: `
      extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@external", "@requires"])
      scalar EmailAddress
      type Customer @key(fields: "id") {
        id: ID!
        email: ${emailType} @external
        rating: Int @requires(fields: "email")
      }`,
  });
  expect(() => compose([facet, other('Int')])).toThrow('Customer.email');
  expect(compose([facet, other('EmailAddress')]).publicSdl).toMatch(/type Customer [^}]*\brating: Int\b/);
});
