import { expect, it } from '@jest/globals';
import { buildSchema, Kind, parse, type OperationDefinitionNode } from 'graphql';
import { breakingChanges } from '../../../../src/cli/supergraph/check/breakingChanges.js';
import { changedInputs } from '../../../../src/cli/supergraph/check/changedInputs.js';

const schema = (inputs: string, args = 'where: Where, n: Int! = 5') =>
  buildSchema(`type Query { items(${args}): Int } ${inputs}`);
const before = schema(
  'input Where { all: [Where!] by: By size: Int! = 1 } input By { name: String mood: Mood } enum Mood { A B }',
);

const told = (inputs: string, args?: string): string[] => {
  const breaking = breakingChanges(before, schema(inputs, args));
  const definition = parse('query ($w: [Where!], $n: Int!) { items(n: $n) }').definitions[0] as OperationDefinitionNode;
  expect(definition.kind).toBe(Kind.OPERATION_DEFINITION);
  return changedInputs(
    before,
    breaking,
  )({ name: 'q', place: 'p', definition, fragments: new Map() }).map(({ message }) => message);
};

it.each([
  ['input Where { all: [Where!] by: By size: Int! = 1 } input By { name: String mood: Mood } enum Mood { A B C }', []],
  [
    'input Where { all: [Where!] by: By size: Int! = 1 } input By { name: String mood: Mood } enum Mood { A }',
    ['$w: B was removed from enum type Mood.'],
  ],
  [
    'input Where { all: [Where!] by: By size: Int! = 1 } input By { name: String! more: Int! } enum Mood { A B }',
    [
      '$w: A required field more on input type By was added.',
      '$w: By.mood was removed.',
      '$w: By.name changed type from String to String!.',
    ],
  ],
  [
    'input Where { all: [Where!] by: By size: Int! } input By { name: String mood: Mood } enum Mood { A B }',
    ['$w: Where.size must be given, for its default was removed.'],
  ],
])('tells what a variable may not hold any more: %s', (inputs, expected) => expect(told(inputs)).toEqual(expected));

it('knows that an argument without its default must be given', () => {
  const inputs =
    'input Where { all: [Where!] by: By size: Int! = 1 } input By { name: String mood: Mood } enum Mood { A B }';
  const descriptions = breakingChanges(before, schema(inputs, 'where: Where, n: Int!')).map((one) => one.description);
  expect(descriptions).toEqual(['Query.items arg n must be given, for its default was removed.']);
});
