import { describe, expect, it } from '@jest/globals';
import { buildSchema, executeSync, parse } from 'graphql';
import { checkVariables } from '../../../src/lib/checks/checkVariables.js';
import { refusal } from '../../support/refusal.js';

const schema = buildSchema(`
  input Filter { city: Text, and: [Filter!], not: Filter }
  input Text { is: String, in: [String] }
  type Query { customers(filter: Filter, orderBy: [String], first: Int): Int }
`);

/** Runs a query whose field checks some of its arguments; what that throws is thrown. */
function check(query: string, variableValues: Record<string, unknown> = {}, names = ['filter']): void {
  const { errors } = executeSync({
    schema,
    document: parse(query),
    variableValues,
    fieldResolver: (_source, _arguments, _context, info) => checkVariables(info, names),
  });
  const [error] = errors ?? [];
  if (error !== undefined) throw error.originalError ?? error;
}

const left = (variable: string, path: string) =>
  refusal(
    `The variable "$${variable}" at "${path}" has no value, which would leave a condition out and ask for more: give it one, or ` +
      'write the question without it.',
  );

describe('checkVariables', () => {
  it('refuses a variable without a value inside an argument, and names the place', () => {
    expect(() => check('query ($c: String) { customers(filter: { city: { is: $c } }) }')).toThrow(
      left('c', 'filter.city.is'),
    );
    expect(() => check('query ($t: Text) { customers(filter: { city: $t }) }')).toThrow(left('t', 'filter.city'));
    const deep =
      'query ($c: String) { customers(filter: { and: [{ city: { is: "a" } }, { not: { city: { in: ["b", $c] } } }] }) }';
    expect(() => check(deep)).toThrow(left('c', 'filter.and[1].not.city.in[1]'));
  });

  it('lets values pass, null and those by default too', () => {
    const query = 'query ($c: String) { customers(filter: { city: { is: $c } }) }';
    for (const c of ['Lyon', '', null]) expect(() => check(query, { c })).not.toThrow();
    expect(() => check('query ($c: String = "Lyon") { customers(filter: { city: { is: $c } }) }')).not.toThrow();
    expect(() => check('query ($c: String = null) { customers(filter: { city: { is: $c } }) }')).not.toThrow();
    expect(() => check('{ customers(filter: { city: { is: "Lyon", in: ["a", null] }, and: [] }) }')).not.toThrow();
  });

  it('lets a whole argument be a variable without a value: that asks for all in so many words', () => {
    expect(() => check('query ($f: Filter) { customers(filter: $f) }')).not.toThrow();
    expect(() => check('query ($f: Filter) { customers(filter: $f) }', { f: {} })).not.toThrow();
  });

  it('looks at the arguments of the given names only', () => {
    const query = 'query ($o: String) { customers(orderBy: ["a", $o], first: 1) }';
    expect(() => check(query)).not.toThrow();
    expect(() => check(query, {}, [])).not.toThrow();
    expect(() => check(query, {}, ['filter', 'orderBy'])).toThrow(left('o', 'orderBy[1]'));
    expect(() => check('{ customers }')).not.toThrow();
  });

  it('looks at each place where the field is asked', () => {
    const query = `query ($c: String) { customers(filter: { city: { is: $c } }) ...F }
      fragment F on Query { customers(filter: { city: { is: $c } }) }`;
    expect(() => check(query)).toThrow(left('c', 'filter.city.is'));
    expect(() => check(query, { c: 'Lyon' })).not.toThrow();
  });

  it('takes no name that every object has for a value', () => {
    expect(() => check('query ($constructor: String) { customers(filter: { city: { is: $constructor } }) }')).toThrow(
      left('constructor', 'filter.city.is'),
    );
  });
});
