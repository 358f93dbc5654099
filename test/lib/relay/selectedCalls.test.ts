import { expect, it } from '@jest/globals';
import { buildSchema, execute, parse, type GraphQLResolveInfo } from 'graphql';
import { selectedCalls } from '../../../src/lib/relay/selectedCalls.js';

const schema = buildSchema(`
  enum Column { NAME, AGE }
  type Query { people: PersonConnection }
  type Person { count: Int, longest(column: Column, name: String = "all"): Int }
  type PersonConnection { edges: [PersonEdge] }
  type PersonEdge { node: Person }
`);

function callsIn(query: string, variableValues: Record<string, unknown> = {}) {
  let seen: GraphQLResolveInfo | undefined;
  const fieldResolver = (_: unknown, __: unknown, ___: unknown, info: GraphQLResolveInfo) => {
    seen ??= info;
    return null;
  };
  expect(execute({ schema, document: parse(query), variableValues, fieldResolver })).toMatchObject({ data: {} });
  if (seen === undefined) throw new Error('No field was resolved');
  return selectedCalls(seen, 'Person');
}

it('has a field each time that it is asked, with its arguments, defaults and variables in them', () => {
  expect(
    callsIn(
      `query ($column: Column, $no: Boolean!) { people { edges { node { a: longest(column: $column) ...F } } edges { node {
        longest(column: AGE, name: "x") left: count @skip(if: $no) } } } } fragment F on Person { count __typename }`,
      { column: 'NAME', no: true },
    ),
  ).toEqual([
    { field: 'longest', args: { column: 'NAME', name: 'all' }, path: 'a' },
    { field: 'longest', args: { column: 'AGE', name: 'x' }, path: 'longest' },
    { field: 'count', args: {}, path: 'count' },
  ]);
});

it('is empty where nothing is asked of the objects of the page', () => {
  expect(callsIn('{ people { edges { __typename } } }')).toEqual([]);
});
