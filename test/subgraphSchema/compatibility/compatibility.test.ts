import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginInlineTrace } from '@apollo/server/plugin/inlineTrace';
import { startStandaloneServer } from '@apollo/server/standalone';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getStitchedSchemaFromSupergraphSdl } from '@graphql-tools/federation';
import type { Executor } from '@graphql-tools/utils';
import { composeServices } from '@theguild/federation-composition';
import { execute, parse, print, stripIgnoredCharacters, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { createSubgraphSchema } from '../../../src/subgraph.js';
import { startSubgraph, type RunningSubgraph } from '../../support/federation/startSubgraph.js';
import { inventoryParts, usersParts } from './others.js';
import { productsParts, productsSdl } from './products.js';

/** One check for each point of @apollo/federation-subgraph-compatibility-tests 1.2.1, by its names. */

let products: ApolloServer;
let others: RunningSubgraph[] = [];
let urls: Readonly<Record<string, string>> = {};
let joined: GraphQLSchema;

type Variables = Readonly<Record<string, unknown>>;

async function post(url: string, query: string, variables: Variables, headers = {}): Promise<ExecutionResult> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as ExecutionResult;
}

const askProducts = (query: string, variables: Variables = {}, headers = {}) =>
  post(urls['PRODUCTS'] ?? '', query, variables, headers);

/** Asks a gateway over all three, of another library. */
async function askRouter(query: string, variableValues: Variables): Promise<ExecutionResult> {
  const result = await execute({ schema: joined, document: parse(query), variableValues, contextValue: {} });
  return JSON.parse(JSON.stringify(result)) as ExecutionResult;
}

async function sdlOf(url: string): Promise<string> {
  const { data } = await post(url, '{ _service { sdl } }', {});
  return (data?.['_service'] as { sdl: string } | undefined)?.sdl ?? '';
}

const sdl = (): Promise<string> => sdlOf(urls['PRODUCTS'] ?? '');

beforeAll(async () => {
  products = new ApolloServer({
    schema: createSubgraphSchema(productsParts),
    plugins: [ApolloServerPluginInlineTrace()],
  });
  const { url } = await startStandaloneServer(products, { listen: { port: 0, host: '127.0.0.1' } });
  others = [await startSubgraph(usersParts), await startSubgraph(inventoryParts)];
  urls = { PRODUCTS: url, USERS: others[0]?.url ?? '', INVENTORY: others[1]?.url ?? '' };
  const services = await Promise.all(
    Object.entries(urls).map(async ([name, of]) => {
      return { name: name.toLowerCase(), url: of, typeDefs: parse(await sdlOf(of)) };
    }),
  );
  const { supergraphSdl, errors = [] } = composeServices(services);
  if (supergraphSdl === undefined) throw new Error(errors.map(({ message }) => message).join('\n'));
  joined = getStitchedSchemaFromSupergraphSdl({
    supergraphSdl,
    onSubschemaConfig: (config) => {
      const call: unknown = ({
        document,
        variables,
      }: {
        document: Parameters<typeof print>[0];
        variables?: Variables;
      }) => post(urls[config.name] ?? '', print(document), variables ?? {});
      config.executor = call as Executor;
    },
  });
});
afterAll(() => Promise.all([products.stop(), ...others.map((one) => one.stop())]));

const entities = (selection: string, representations: readonly unknown[]) =>
  askProducts(`query ($r: [_Any!]!) { _entities(representations: $r) { ${selection} } }`, { r: representations });

describe('what federation 1 had', () => {
  it('_service: the SDL as it was written', async () => expect(await sdl()).toBe(productsSdl));

  it('@key (single)', async () => {
    expect(stripIgnoredCharacters(await sdl())).toContain('type User@key(fields:"email")');
    const jane = { email: 'support@apollographql.com', name: 'Jane Smith' };
    expect(await entities('... on User { email name }', [{ __typename: 'User', email: jane.email }])).toEqual({
      data: { _entities: [jane] },
    });
  });

  it('@key (multi)', async () => {
    expect(stripIgnoredCharacters(await sdl())).toContain('type DeprecatedProduct@key(fields:"sku package")');
    const key = { sku: 'apollo-federation-v1', package: '@apollo/federation-v1' };
    expect(
      await entities('... on DeprecatedProduct { sku package reason }', [{ __typename: 'DeprecatedProduct', ...key }]),
    ).toEqual({ data: { _entities: [{ ...key, reason: 'Migrate to Federation V2' }] } });
  });

  it('@key (composite)', async () => {
    expect(stripIgnoredCharacters(await sdl())).toContain('type ProductResearch@key(fields:"study { caseNumber }")');
    const study = { __typename: 'ProductResearch', study: { caseNumber: '1234' } };
    expect(await entities('... on ProductResearch { study { caseNumber description } }', [study])).toEqual({
      data: { _entities: [{ study: { caseNumber: '1234', description: 'Federation Study' } }] },
    });
  });

  it('repeatable @key', async () => {
    expect(stripIgnoredCharacters(await sdl())).toContain(
      'type Product@custom@key(fields:"id")@key(fields:"sku package")@key(fields:"sku variation { id }"){',
    );
    const keys = [
      { id: 'apollo-federation' },
      { sku: 'federation', package: '@apollo/federation' },
      { sku: 'studio', variation: { id: 'platform' } },
    ];
    expect(
      await entities(
        '... on Product { id sku }',
        keys.map((key) => ({ __typename: 'Product', ...key })),
      ),
    ).toEqual({
      data: {
        _entities: [
          { id: 'apollo-federation', sku: 'federation' },
          { id: 'apollo-federation', sku: 'federation' },
          { id: 'apollo-studio', sku: 'studio' },
        ],
      },
    });
  });

  it('@requires', async () => {
    const query = 'query ($id: ID!) { product(id: $id) { createdBy { averageProductsCreatedPerYear email } } }';
    const { data } = await askRouter(query, { id: 'apollo-federation' });
    const createdBy = (data as { product: { createdBy: Record<string, unknown> } } | undefined)?.product.createdBy;
    expect(createdBy?.['email']).toBe('support@apollographql.com');
    // In the 10 years that only the users know: 1,337 products as this path provides them, or the 40 that the users count.
    expect([134, 4]).toContain(createdBy?.['averageProductsCreatedPerYear']);
  });

  it('@provides', async () => {
    const query = 'query ($id: ID!) { product(id: $id) { createdBy { email totalProductsCreated } } }';
    expect(await askProducts(query, { id: 'apollo-federation' })).toEqual({
      data: { product: { createdBy: { email: 'support@apollographql.com', totalProductsCreated: 1337 } } },
    });
  });

  it('federated tracing', async () => {
    const traced = await askProducts('{ __typename }', {}, { 'apollo-federation-include-trace': 'ftv1' });
    expect(traced).toEqual({ data: { __typename: 'Query' }, extensions: { ftv1: expect.any(String) } });
    expect(await askProducts('{ __typename }')).toEqual({ data: { __typename: 'Query' } });
  });
});

describe('what federation 2 added', () => {
  it('@link', async () => {
    const links = stripIgnoredCharacters(await sdl()).match(/@link\([^)]*\)/g);
    expect(links).toHaveLength(2);
    expect(links?.[0]).toContain('url:"https://specs.apollo.dev/federation/v2.3"');
  });

  it('@shareable', async () => {
    expect(stripIgnoredCharacters(await sdl())).toContain('type ProductDimension@shareable{');
    const query = 'query ($id: ID!) { product(id: $id) { dimensions { size weight } delivery { estimatedDelivery } } }';
    expect(await askRouter(query, { id: 'apollo-federation' })).toEqual({
      data: { product: { dimensions: { size: 'small', weight: 1 }, delivery: { estimatedDelivery: '2 days' } } },
    });
  });

  it('@tag', async () => {
    const text = stripIgnoredCharacters(await sdl());
    expect(text).toContain('@tag(name:"internal")');
    expect(text).not.toContain('@federation__tag');
  });

  it('@override', async () => {
    expect(stripIgnoredCharacters(await sdl())).toContain('@override(from:"users")');
    const query = 'query ($id: ID!) { product(id: $id) { createdBy { name } } }';
    expect(await askRouter(query, { id: 'apollo-federation' })).toEqual({
      data: { product: { createdBy: { name: 'Jane Smith' } } },
    });
  });

  it('@inaccessible', async () => {
    const text = stripIgnoredCharacters(await sdl());
    expect(text).toContain('unit:String@inaccessible');
    expect(text).not.toContain('@federation__inaccessible');
    const query = 'query ($id: ID!) { product(id: $id) { dimensions { unit } } }';
    expect(await askProducts(query, { id: 'apollo-federation' })).toEqual({
      data: { product: { dimensions: { unit: 'kg' } } },
    });
  });

  it('@composeDirective', async () => {
    const text = stripIgnoredCharacters(await sdl());
    expect(text).toContain('@link(url:"https://myspecs.dev/myCustomDirective/v1.0" import:["@custom"])');
    expect(text).toMatch(/extend schema.*@composeDirective\(name:"@custom"\)/);
    expect(text).toContain('directive@custom on OBJECT');
    expect(text).toMatch(/type Product.*@custom.*\{/);
  });

  it('@interfaceObject', async () => {
    expect(stripIgnoredCharacters(await sdl())).toContain('type Inventory@interfaceObject@key(fields:"id")');
    const query = 'query ($id: ID!) { inventory(id: $id) { deprecatedProducts { sku reason } } }';
    expect(await askRouter(query, { id: 'apollo-oss' })).toEqual({
      data: {
        inventory: { deprecatedProducts: [{ sku: 'apollo-federation-v1', reason: 'Migrate to Federation V2' }] },
      },
    });
  });
});
