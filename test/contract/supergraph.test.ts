import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { Kind, parse, print, type ObjectTypeDefinitionNode } from 'graphql';
import { readSubgraphSdl } from '../../src/federation/sdl.js';
import { subgraphs } from '../../src/subgraphs/index.js';
import { compose, composeSupergraph } from '../../scripts/lib/composeSupergraph.js';

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])';

it('is composed from the committed subgraphs: else run npm run supergraph', () => {
  const committed = readFileSync(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8');
  expect(committed).toBe(composeSupergraph());
});

it('has every node in the subgraph that answers for "node", so that a router can plan for each', () => {
  const nodes = parse(composeSupergraph()).definitions.filter(
    (one): one is ObjectTypeDefinitionNode =>
      one.kind === Kind.OBJECT_TYPE_DEFINITION && one.interfaces?.some(({ name }) => name.value === 'Node') === true,
  );
  const known = nodes.filter(({ directives }) =>
    directives?.some((one) => print(one) === '@join__implements(graph: CUSTOMERS, interface: "Node")'),
  );
  const names = (types: readonly ObjectTypeDefinitionNode[]) => types.map(({ name }) => name.value).toSorted();
  expect(names(nodes)).toEqual([
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
  expect(names(known)).toEqual(names(nodes));
});

it('says which fields are personal data', () => {
  const supergraph = composeSupergraph();
  expect(supergraph).toContain('@link(url: "https://facet.example/pii/v1.0", import: ["@pii"])');
  expect(supergraph).toContain('directive @pii(class: FacetPiiClass!) on FIELD_DEFINITION');
  const classed = (sdl: string) => sdl.match(/@pii\(class: [A-Z]+\)/g)?.length ?? 0;
  const written = subgraphs.reduce((sum, { name }) => sum + classed(readSubgraphSdl(name)), 0);
  expect([classed(supergraph), written > 40]).toEqual([written, true]);
});

it('joins what two subgraphs say of one entity', () => {
  const { supergraphSdl, publicSdl } = compose([
    { name: 'a', sdl: `${link} type Query { thing: Thing } type Thing @key(fields: "id") { id: ID! name: String }` },
    { name: 'b', sdl: `${link} type Thing @key(fields: "id") { id: ID! size: Int }` },
  ]);
  expect(supergraphSdl).toContain('size: Int @join__field(graph: B)');
  expect(publicSdl).not.toContain('join__');
});

it('fails with every fault where subgraphs do not agree', () => {
  const composeBad = () =>
    compose([
      {
        name: 'a',
        sdl: `${link} type Query { thing: Thing other: Int } type Thing @key(fields: "id") { id: ID! name: String }`,
      },
      { name: 'b', sdl: `${link} type Query { other: Int } type Thing @key(fields: "id") { id: ID! name: Int }` },
    ]);
  expect(composeBad).toThrow('The subgraphs a, b do not compose');
  expect(composeBad).toThrow('Thing.name');
  expect(composeBad).toThrow('Query.other');
});
