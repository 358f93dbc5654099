import { describe, expect, it } from '@jest/globals';
import { buildSchema, execute, parse, type GraphQLResolveInfo } from 'graphql';
import { costOfWait, waitCost } from '../../../src/lib/budget/waits.js';

const schema = buildSchema(`
  interface Named { name: String, best: Named }
  union Any = Person | Shop
  type Query { person: Person, people: [Person], named: Named, any: Any, slow: Int }
  type Person implements Named { name: String, age: Int, best: Named, friend: Person }
  type Shop implements Named { name: String, city: String, best: Named }
`);

/** What stands behind the fields: persons, one or three. */
const roots: Record<string, unknown> = {
  person: { __typename: 'Person' },
  friend: { __typename: 'Person' },
  named: { __typename: 'Person' },
  best: { __typename: 'Shop' },
  any: { __typename: 'Person' },
  people: [1, 2, 3].map(() => ({ __typename: 'Person' })),
};

const depthOf = ({ prev }: GraphQLResolveInfo['path']): number => (prev === undefined ? 1 : 1 + depthOf(prev));

/** What each leaf of a query costs in their order, when all of them have to wait. */
function costs(query: string): number[] {
  const infos: GraphQLResolveInfo[] = [];
  const result = execute({
    schema,
    document: parse(query),
    fieldResolver(_source, _arguments, _context, info) {
      // Friends of friends of friends are not known.
      const found = depthOf(info.path) > 4 ? undefined : roots[info.fieldName];
      if (found === undefined) infos.push(info);
      return found;
    },
    typeResolver: (source) => (source as { __typename: string }).__typename,
  });
  expect(result).not.toHaveProperty('errors');
  const waiting = new WeakSet<object>();
  return infos.map((info) => costOfWait(info, waiting));
}

/** What an object takes that waits, of which the operation has so many names. */
const [atRoot = 0] = costs('{ slow }');
const [ofTwo = 0] = costs('{ slow other: slow }');
const nameCost = ofTwo - atRoot;
const object = (names: number): number => atRoot - waitCost + (names - 1) * nameCost;

describe('costOfWait', () => {
  it('is that of the promise and of the object around it, by the names that the operation has for it', () => {
    expect(nameCost).toBeGreaterThan(0);
    expect(atRoot).toBeGreaterThan(waitCost + nameCost);
    expect(costs('{ a: slow b: slow c: slow }')[0]).toBe(waitCost + object(3));
  });

  it('counts each object once, however many of its fields wait', () => {
    expect(costs('{ a: slow b: slow c: slow }').slice(1)).toEqual([waitCost, waitCost]);
  });

  it('counts the objects around it, up to one that waits already', () => {
    expect(costs('{ person { name age } }')).toEqual([waitCost + object(2) + object(1), waitCost]);
    expect(costs('{ slow person { friend { name } } }')).toEqual([
      waitCost + object(2),
      // Persons have two names in the operation: friend and name.
      waitCost + object(2) + object(2),
    ]);
  });

  it('counts each object of a list, and the list not at all', () => {
    expect(costs('{ people { name } }')).toEqual([
      waitCost + object(1) + object(1),
      waitCost + object(1),
      waitCost + object(1),
    ]);
  });

  it('counts the different names of a type in the whole operation, through fragments', () => {
    const query = `{ person { name ...F ... { b: age } ... on Person { c: age } } people { ...F } }
      fragment F on Person { a: age friend { d: name } }`;
    // name, a, friend, b, c and d are six names; person and people two at the root.
    expect(costs(query)[0]).toBe(waitCost + object(6) + object(2));
  });

  it('counts the fields of an interface for each type that it may be', () => {
    // Of Person: name, age and best; of the root: named.
    expect(costs('{ named { name ... on Person { age } ... on Shop { city } best { best { name } } } }')[0]).toBe(
      waitCost + object(3) + object(1),
    );
    expect(costs('{ any { ... on Person { name age } ... on Shop { city } } }')[0]).toBe(
      waitCost + object(2) + object(1),
    );
    expect(costs('{ any { ... on Named { name } } }')[0]).toBe(waitCost + object(1) + object(1));
  });

  it('goes once through a fragment that is in itself', () => {
    const query = '{ person { ...F } } fragment F on Person { name friend { ...F } }';
    expect(costs(query)[0]).toBe(waitCost + object(2) + object(1));
  });

  it('knows the fields of the introspection', () => {
    expect(costs('{ __schema { types { name fields { name } } } slow }')).toEqual([waitCost + object(2)]);
    expect(costs('{ __type(name: "Person") { name } slow }')).toEqual([waitCost + object(2)]);
  });
});
