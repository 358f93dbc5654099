import { describe, expect, it } from '@jest/globals';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { decisionsFor } from '../../src/roleSchema/decisionsFor.js';
import { fieldFactsOf } from '../../src/roleSchema/fieldFactsOf.js';
import { roleSchemaOf } from '../../src/roleSchema/roleSchemaOf.js';
import { rolesOf } from './openForRoles.js';

const directives = /* GraphQL */ `
  directive @pii(class: String!) on FIELD_DEFINITION
  directive @authenticated on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
  directive @requiresScopes(scopes: [[String!]!]!) on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
  directive @federation__policy(policies: [[String!]!]!) on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
`;
const schemaOf = (sdl: string): GraphQLSchema => buildSchema(directives + sdl);

const all = (policy: string) => ({ IDENTITY: policy, CONTACT: policy, LOCATION: policy, DEMOGRAPHIC: policy });
const some = { apps: 'all', scopes: 'all', policies: 'all', unclassified: 'show', pii: all('show') };

/** What a role may not read of the fields of a schema: by coordinate the policy, and what the sentence says behind the coordinate. */
function decided(schema: GraphQLSchema, keys: object, isAuthenticated = true): Record<string, string> {
  const role = rolesOf({ one: { ...some, ...keys } }).get('one') as never;
  const decide = decisionsFor({ role, isAuthenticated });
  return Object.fromEntries(
    [...fieldFactsOf(schema)].flatMap(([coordinate, facts]) => {
      const right = decide(facts);
      if (right === undefined) return [];
      const end = ': the role "one" may not read it.';
      expect(right.reason.startsWith(`"${coordinate}" `) && right.reason.endsWith(end)).toBe(true);
      return [[coordinate, `${right.policy}: ${right.reason.slice(coordinate.length + 3, -end.length)}`]];
    }),
  );
}

const people = schemaOf(/* GraphQL */ `
  type Query {
    person: Person @pii(class: "NONE")
    count: Int @pii(class: "NONE")
  }
  type Person {
    id: ID! @pii(class: "NONE")
    email: String @pii(class: "CONTACT")
    town: String @pii(class: "LOCATION")
    shoe: Int
    odd: Int @pii(class: "NEW")
  }
`);

describe('classes', () => {
  it('go by the policy of their class, a class that nobody knows among those that nobody gave', () =>
    expect(decided(people, { pii: { CONTACT: 'mask', LOCATION: 'hide' }, unclassified: 'refuse' })).toEqual({
      'Person.email': 'mask: is personal (CONTACT)',
      'Person.town': 'hide: is personal (LOCATION)',
      'Person.shoe': 'refuse: has been classified by nobody',
      'Person.odd': 'refuse: has been classified by nobody',
    }));
  it('are refused where the role does not name them', () =>
    expect(Object.keys(decided(people, { pii: {} }))).toEqual(['Person.email', 'Person.town']));
});

describe('lists of fields', () => {
  it('leave out what they name', () =>
    expect(decided(people, { fields: { not: ['Person.email', '*.count'] } })).toEqual({
      'Person.email': 'refuse: is among those that it is not to read',
      'Query.count': 'refuse: is among those that it is not to read',
    }));
  it('leave nothing else than what they name', () =>
    expect(Object.keys(decided(people, { fields: { only: ['Query.*', '*.id'] } }))).toEqual([
      'Person.email',
      'Person.town',
      'Person.shoe',
      'Person.odd',
    ]));
  it('do not make readable what a class refuses', () =>
    expect(decided(people, { fields: { only: ['*.*'] }, pii: {} })['Person.email']).toBe(
      'refuse: is personal (CONTACT)',
    ));
});

describe('directives of access', () => {
  const guarded = schemaOf(/* GraphQL */ `
    type Query {
      a: A
      b: B
      known: Int @authenticated
      both: Int @requiresScopes(scopes: [["x", "y"], ["z"]])
      none: Int @requiresScopes(scopes: [])
      policed: Int @federation__policy(policies: [["p"]])
    }
    interface I @requiresScopes(scopes: [["i"]]) {
      name: String
    }
    type A implements I {
      name: String
      more: Int
      colour: Colour
      secret: Secret
    }
    type B @authenticated {
      size: Int @requiresScopes(scopes: [["z"]])
    }
    enum Colour @requiresScopes(scopes: [["colours"]]) {
      RED
    }
    scalar Secret @federation__policy(policies: [["p", "q"]])
  `);
  it('ask for one of several sets of scopes, of which each must be whole', () => {
    const scopes = (given: string[]) => Object.keys(decided(guarded, { scopes: given }));
    expect(scopes(['x', 'y', 'i', 'colours'])).toEqual(['Query.none', 'B.size']);
    expect(scopes(['x', 'z', 'i', 'colours'])).toEqual(['Query.none']);
    expect(scopes(['x', 'i', 'colours'])).toEqual(['Query.both', 'Query.none', 'B.size']);
  });
  it('hold for fields of a type, for fields that give it, and for those that come from an interface', () => {
    expect(Object.keys(decided(guarded, { scopes: ['z'] }))).toEqual(['Query.none', 'I.name', 'A.name', 'A.colour']);
    expect(decided(guarded, { policies: ['p'] })).toEqual({ 'A.secret': 'refuse: asks for the policy "p" and "q"' });
    expect(Object.keys(decided(guarded, {}, false))).toEqual(['Query.b', 'Query.known', 'B.size']);
  });
  it('are told', () =>
    expect(decided(guarded, { scopes: ['i', 'colours'] })['Query.both']).toBe(
      'refuse: asks for the scope "x" and "y", or "z"',
    ));
});

describe('interfaces', () => {
  const sdl = schemaOf(/* GraphQL */ `
    type Query {
      thing: Thing
      things: [Thing!]!
    }
    interface Thing {
      id: ID! @pii(class: "NONE")
      label: String! @pii(class: "CONTACT")
    }
    type One implements Thing {
      id: ID! @pii(class: "NONE")
      label: String! @pii(class: "NONE")
      size: Int @pii(class: "NONE")
    }
    type Two implements Thing {
      id: ID! @pii(class: "LOCATION")
      label: String! @pii(class: "NONE")
    }
  `);
  const derived = (keys: object) =>
    roleSchemaOf(sdl, { role: rolesOf({ one: { ...some, ...keys } }).get('one') as never, isAuthenticated: true });
  it('give their classes to the fields of their objects', () =>
    expect(decided(sdl, { pii: { ...all('show'), CONTACT: 'mask' } })).toMatchObject({
      'Thing.label': 'mask: is personal (CONTACT)',
      'One.label': 'mask: is personal (CONTACT)',
    }));
  it('may be null where a field of one of their objects may', () => {
    const thing = derived({ pii: { ...all('show'), LOCATION: 'hide' } }).getType('Thing') as never as {
      getFields(): Record<string, { type: unknown }>;
    };
    expect(String(thing.getFields()['id']?.type)).toBe('ID');
  });
  it('lose in a contract the objects that lack one of their fields, and objects lose the interface', () => {
    const contract = derived({ pii: { ...all('show'), LOCATION: 'refuse' }, contract: true });
    const thing = contract.getType('Thing') as never;
    expect(contract.getPossibleTypes(thing).map(({ name }) => name)).toEqual(['One']);
    expect(contract.getType('Two')).toBeUndefined();
    const open = derived({ pii: { ...all('show'), LOCATION: 'refuse' }, contract: false });
    expect(open.getPossibleTypes(open.getType('Thing') as never).map(({ name }) => name)).toEqual(['One', 'Two']);
  });
});

it('a role that may ask nothing has a schema with nothing in it', () => {
  const role = rolesOf({ one: { ...some, fields: { only: ['No.such'] } } }).get('one') as never;
  const derived = roleSchemaOf(people, { role, isAuthenticated: true });
  expect(Object.keys(derived.getQueryType()?.getFields() ?? {})).toEqual(['nothing']);
  expect(derived.getType('Person')).toBeUndefined();
});
