import { describe, expect, it } from '@jest/globals';
import { parse, print, printType, type GraphQLSchema } from 'graphql';
import { compose } from '../../../scripts/lib/composeSupergraph.js';
import { firstCatalogue } from '../../../scripts/lib/demoSchema.js';
import { readConfig } from '../../../src/config.js';
import { buildSchema, checkDirectives, localSdl } from '../../../src/federation/buildSchema.js';
import {
  refuseBadDirectives,
  withDirectives,
  type GivenDirectives,
} from '../../../src/federation/directives/configuredDirectives.js';
import { subgraphs } from '../../../src/subgraphs/index.js';

const document = parse(`
  type Customer @key(fields: "id") { id: ID! email: String orders(first: Int): [Int!]! }
  interface Node { nodeId: ID! }
  input Filter { is: String }
  enum Colour { RED GREEN }
  union Any = Customer
  scalar Day`);

const put = (given: GivenDirectives): string => print(withDirectives(document, given));

describe('withDirectives', () => {
  it('puts directives at everything that a coordinate can name', () => {
    const text = put({
      Customer: ['@tag(name: "a")', '@tag(name: "b")'],
      'Customer.email': ['@authenticated', '@requiresScopes(scopes: [["read:mail", "staff"]])'],
      'Customer.orders(first:)': ['@cost(weight: 3)'],
      'Node.nodeId': ['@inaccessible'],
      'Filter.is': ['@tag(name: "c")'],
      'Colour.GREEN': ['@inaccessible'],
      Any: ['@tag(name: "d")'],
      Day: ['@inaccessible'],
    });
    expect(text).toContain('type Customer @key(fields: "id") @tag(name: "a") @tag(name: "b") {');
    expect(text).toContain('email: String @authenticated @requiresScopes(scopes: [["read:mail", "staff"]])');
    expect(text).toContain('orders(first: Int @cost(weight: 3)): [Int!]!');
    expect(text).toContain('nodeId: ID! @inaccessible');
    expect(text).toContain('is: String @tag(name: "c")');
    expect(text).toMatch(/RED\n +GREEN @inaccessible/);
    expect(text).toContain('union Any @tag(name: "d") = Customer');
    expect(text).toContain('scalar Day @inaccessible');
  });

  it('writes lists in full, as composers want them', () => {
    const once = put({ 'Customer.email': ['@requiresScopes(scopes: "staff")'], Any: ['@tag(name: "a")'] });
    expect(once).toContain('email: String @requiresScopes(scopes: [["staff"]])');
    expect(once).toContain('union Any @tag(name: "a") = Customer');
    expect(put({ 'Customer.email': ['@requiresScopes(scopes: ["a", "b"])'] })).toContain('(scopes: [["a"], ["b"]])');
  });

  it('leaves out what the document does not have, and changes nothing without any', () => {
    expect(put({ 'Customer.gone': ['@inaccessible'], constructor: ['@inaccessible'] })).toBe(print(document));
    expect(withDirectives(document, {})).toBe(document);
  });
});

describe('refuseBadDirectives', () => {
  const refused = (coordinate: string, texts: readonly string[]): unknown => {
    try {
      refuseBadDirectives(document, { [coordinate]: texts });
      return undefined;
    } catch (error) {
      return error;
    }
  };

  it('takes what is right', () => {
    expect(() =>
      refuseBadDirectives(document, { 'Customer.email': ['@tag(name: "x")', '@requiresScopes(scopes: "a")'] }),
    ).not.toThrow();
  });

  it.each([
    ['Customer.emial', ['@inaccessible'], 'the schema has nothing of that name. Did you mean "Customer.email"'],
    ['Query.x(y:)', ['@inaccessible'], 'the schema has nothing of that name.'],
    ['Customer.email', ['@tga(name: "x")'], '"@tga" is none of the directives that may be given: @tag, @inaccessible'],
    ['Customer.email', ['@key(fields: "id")'], '"@key" is none of the directives that may be given'],
    ['Customer.email', ['tag'], '"tag" is not one directive as SDL has it'],
    ['Customer.email', [''], '"" is not one directive'],
    ['Customer.email', ['@tag(name: "x") @inaccessible'], '"@tag(name: "x") @inaccessible" is not one directive'],
    ['Customer.email', ['@tag(name: "x") scalar T'], '"@tag(name: "x") scalar T" is not one directive'],
    ['Customer.email', ['@tag(name: "x'], '"@tag(name: "x" is not one directive'],
    ['Customer.email', ['@tag'], '@tag is badly written: Argument "name" of required type "String!" was not provided.'],
    ['Customer.email', ['@tag(name: 7)'], '@tag is badly written: Argument "name" has invalid value 7.'],
    ['Customer.email', ['@tag(nam: "x")'], '@tag has no argument "nam". Did you mean "name"?'],
    ['Customer.email', ['@tag(name: "x", name: "y")'], '@tag has the argument "name" twice.'],
    ['Customer.email', ['@authenticated', '@authenticated'], '@authenticated stands there twice.'],
    ['Any', ['@cost(weight: 1)'], '@cost does not go with this union, only with: argument definition, enum'],
    ['Filter.is', ['@authenticated'], '@authenticated does not go with this input field definition'],
  ] as const)('refuses at %s %j', (coordinate, texts, message) => {
    const whole = `subgraph.directives."${coordinate}" in the config file: ${message}`;
    expect(refused(coordinate, texts)).toMatchObject({ code: 'BAD_CONFIG', message: expect.stringContaining(whole) });
  });
});

describe('the schema that is served', () => {
  const catalogue = firstCatalogue();
  const directives = {
    'Customer.email': ['@tag(name: "partner")', '@authenticated'],
    'Query.customers': ['@cost(weight: 10)'],
    'ProfileFields.age': ['@tag(name: "partner")'],
  };

  it('says them in its SDL, with the imports and the version that they need, and composes', () => {
    checkDirectives(subgraphs, catalogue, '2026-01-01', directives);
    const sdl = localSdl(subgraphs, catalogue, '2026-01-01', { directives });
    expect(sdl).toContain(
      '@link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@authenticated", "@composeDirective", "@cost", "@key", "@shareable", "@tag"])',
    );
    expect(sdl).toMatch(/email: EmailAddress @pii\(class: CONTACT\) @tag\(name: "partner"\) @authenticated/);
    expect(sdl).toMatch(/age: \w+ .*@tag\(name: "partner"\)/);
    const { supergraphSdl } = compose([{ name: 'facet', sdl }]);
    expect(supergraphSdl).toMatch(/email: EmailAddress .*@tag\(name: "partner"\)/);
    expect(supergraphSdl).toMatch(/email: EmailAddress .*@pii\(class: CONTACT\)/);
    expect(localSdl(subgraphs, catalogue, '2026-01-01', { directives, plain: true })).not.toMatch(
      /@(tag|authenticated|cost)\b/,
    );
  });

  it('answers by itself as it does without them', () => {
    const { limits } = readConfig({});
    const schema = buildSchema(subgraphs, catalogue, '2026-01-01', { ...limits, subgraph: { directives } });
    const served = (of: GraphQLSchema) =>
      Object.values(of.getTypeMap())
        .filter(({ name }) => !name.includes('__'))
        .map((type) => printType(type));
    expect(served(schema)).toEqual(served(buildSchema(subgraphs, catalogue, '2026-01-01', limits)));
  });
});
