import { describe, expect, it } from '@jest/globals';
import { parse, type DocumentNode } from 'graphql';
import { committedSdls, liveDocument, serviceDocument } from '../support/contract.js';
import { descriptionFaults, limitFaults } from './rules/descriptionFaults.js';
import { entitiesOf, federationFaults } from './rules/federationFaults.js';
import { foreignNameFaults } from './rules/foreignNameFaults.js';
import { namingFaults } from './rules/namingFaults.js';
import { relayFaults } from './rules/relayFaults.js';
import { sourceFaults, unclassedFields } from './rules/sourceFaults.js';

const documents: [string, DocumentNode][] = [
  ...Object.entries(committedSdls).map(([name, sdl]): [string, DocumentNode] => [`schema/${name}.graphql`, parse(sdl)]),
  ['the SDL that _service answers with', serviceDocument],
  ['the live schema', liveDocument],
];

describe.each(documents)('%s', (_, document) => {
  it('describes everything in sentences', () => expect(descriptionFaults(document)).toEqual([]));
  it('says how many entries a list takes at most', () => expect(limitFaults(document)).toEqual([]));
  it('names everything as the contract does', () => expect(namingFaults(document)).toEqual([]));
  it('has no input or enum that another team would name the same', () =>
    expect(foreignNameFaults(document)).toEqual([]));
  it('has the shapes of Relay', () => expect(relayFaults(document)).toEqual([]));
});

describe.each(documents.filter(([, document]) => document !== liveDocument))('%s', (_, document) => {
  it('is a subgraph of Federation 2', () => expect(federationFaults(document)).toEqual([]));
});

it('entities are the types that can be asked for by one of their keys', () => {
  const document = parse(`
    type One @key(fields: "id") { id: ID! }
    type Two @key(fields: "id", resolvable: false) { id: ID! }
    type Three @key(fields: "id", resolvable: false) @key(fields: "name", resolvable: true) { id: ID! name: ID! }
    type Four { id: ID! }`);
  expect(entitiesOf(document)).toEqual(['One', 'Three']);
});

describe('the rules see', () => {
  it('what is not described', () => {
    const document = parse(`
      type Query { "ok." things("" ids: [ID!], "Half a sentence" one: Int, "lower case." two: Int): Int }
      "An enum." enum Colour { RED }
      "An input." input Filter { is: String }
      "A directive." directive @mark(on: Int) on OBJECT
      "A scalar." scalar Money
      union Both = Query`);
    expect(descriptionFaults(document)).toEqual([
      'Query has no description',
      'Query.things: "ok." is not a sentence',
      'Query.things.ids has no description',
      'Query.things.one: "Half a sentence" is not a sentence',
      'Query.things.two: "lower case." is not a sentence',
      'Colour.RED has no description',
      'Filter.is has no description',
      'mark.on has no description',
      'Both has no description',
    ]);
  });

  it('lists and pages without a maximum', () => {
    const document = parse(`
      type Query { things("Ids." ids: [ID!]!, "Names; 5 at most." names: [String], "How many." first: Int, "One." one: ID): Int }`);
    expect(limitFaults(document)).toEqual([
      'Query.things.ids does not say how many are the most',
      'Query.things.first does not say how many are the most',
    ]);
  });

  it('names in another form', () => {
    const document = parse(`
      type Query { getThing(An_arg: Int): Int, address: Int, _service: Int }
      type Mutation { renameThing: Int, thingRename: Int, create: Int }
      type lower { Upper: Int }
      enum Kind { Red DARK_RED }
      input bad_input { Snake_case: Int }
      directive @Loud on OBJECT
      scalar money
      scalar link__Import`);
    expect(namingFaults(document)).toEqual([
      'Query.getThing begins with a verb; a query is named after what it gives',
      'An_arg is not camelCase',
      'Mutation.thingRename does not begin with a verb that is followed by its object',
      'Mutation.create does not begin with a verb that is followed by its object',
      'lower is not PascalCase',
      'Upper is not camelCase',
      'Red is not SCREAMING_SNAKE_CASE',
      'bad_input is not PascalCase',
      'Snake_case is not camelCase',
      'Loud is not camelCase',
      'money is not PascalCase',
    ]);
  });

  it('inputs and enums that another team would name the same', () => {
    const document = parse(`
      input TextFilter { is: String } enum SortDirection { ASC } enum Facet { A } input Customers { is: String }
      input FacetTextFilter { is: String } enum CustomerColumn { ID } enum AggregationLevel { CUSTOMER }`);
    const fault = "may be another team's name too; it must begin with Facet or a word of ours";
    expect(foreignNameFaults(document)).toEqual(
      ['TextFilter', 'SortDirection', 'Facet', 'Customers'].map((name) => `${name} ${fault}`),
    );
  });

  it('connections, edges, pages and nodes in another shape', () => {
    const document = parse(`
      interface Node { nodeId: ID }
      type Thing implements Node { id: ID! }
      type Query { things(first: Int, before: String): ThingConnection, others(first: Int, after: String): OtherConnection! }
      type ThingConnection { edges: [ThingEdge]! pageInfo: PageInfo }
      type OtherConnection { edges: [OtherEdge!]! pageInfo: PageInfo! }
      type ThingEdge { cursor: String node: Query }
      type LostEdge { cursor: String! node: Lost }
      type PageInfo { hasNextPage: Boolean! hasPreviousPage: Boolean startCursor: String }`);
    expect(relayFaults(document)).toEqual([
      'Node.nodeId must be ID!',
      'Thing.nodeId must be ID!',
      'Query.things must not be null',
      'Query.things must take after: String',
      'Query.things must take last: Int',
      'ThingConnection.edges must be [ThingEdge!]!',
      'ThingConnection.pageInfo must be PageInfo!',
      'ThingEdge.cursor must be String!',
      'ThingEdge.node must be Thing | Thing!',
      'LostEdge belongs to no LostConnection',
      'PageInfo.hasPreviousPage must be Boolean!',
      'PageInfo.endCursor must be String',
    ]);
  });

  it('what federation would not take', () => {
    expect(federationFaults(parse('type Thing @key(fields: "id") { id: ID! }'))).toEqual([
      'there is no @link to the specification of Federation 2',
    ]);
    const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@shareable"])';
    const document = parse(`${link}
      type Thing @key(fields: "id place") { id: ID place: ID! nodeId: ID! }
      type Person { personId: ID! }
      type Page { nodeId: ID! }
      type Purchase { personId: ID! }
      type Day @key(fields: "thing { id nodeId } date") { thing: Thing! date: Int! }`);
    expect(federationFaults(document)).toEqual([
      '@key is used and not imported',
      'the key field Thing.id is missing or may be null',
      'Person has an ID and no @key',
      'the key field Thing.id is missing or may be null',
    ]);
    expect(federationFaults(parse(`${link} type Thing @key(fields: "id", resolvable: false) { id: ID }`))).toEqual([
      '@key is used and not imported',
      'the key field Thing.id is missing or may be null',
    ]);
  });

  it('fields that nothing answers', () => {
    const document = parse('type Query { thing: Thing } type Thing { id: ID! name: String size: Int lost: Int }');
    expect(sourceFaults(document, { Query: { thing: 1 }, Thing: { name: 1 } }, { Thing: { id: 1, size: 1 } })).toEqual([
      'Thing.lost has no resolver, and no key in a rows.ts of test/subgraphs',
    ]);
  });

  it('fields without a class of personal data', () => {
    const document = parse(`
      type Customer { id: ID! name: String @pii(class: IDENTITY) nickname: String mails: [String!]! orders: [Order!]! }
      type Order { id: ID! }`);
    expect(unclassedFields(document, 'Customer', ['Customer.id'])).toEqual([
      'Customer.nickname has no @pii(class: …), and is not named as not personal',
      'Customer.mails has no @pii(class: …), and is not named as not personal',
    ]);
  });
});
