import { describe, expect, it } from '@jest/globals';
import { buildSchema, GraphQLScalarType, GraphQLSchema, GraphQLObjectType } from 'graphql';
import { toPosition, type Position } from '../../src/execution/positions.js';

const schema = buildSchema(`
  enum Color { RED }
  interface Named { name: String }
  union Any = Thing
  type Thing implements Named { name: String }
  type Query {
    text: String id: ID! yes: Boolean count: Int ratio: Float! color: Color
    thing: Thing! named: Named any: Any list: [Int!] matrix: [[Thing]!]!
  }
`);

const positionOf = (field: string): Position => {
  const found = schema.getQueryType()?.getFields()[field];
  if (found === undefined) throw new Error(field);
  return toPosition(found.type);
};

/** A position in short: `!` where null is an error. */
const brief = (position: Position): string => {
  const mark = position.isNonNull ? '!' : '';
  if (position.kind === 'list') return `[${brief(position.item)}]${mark}`;
  return position.kind === 'leaf' ? `leaf${mark}` : `${position.kind} ${position.type.name}${mark}`;
};

it.each([
  ['text', 'leaf'],
  ['id', 'leaf!'],
  ['color', 'leaf'],
  ['thing', 'object Thing!'],
  ['named', 'abstract Named'],
  ['any', 'abstract Any'],
  ['list', '[leaf!]'],
  ['matrix', '[[object Thing]!]!'],
])('the position of %s is %s', (field, expected) => expect(brief(positionOf(field))).toBe(expected));

describe('a leaf', () => {
  const write = (field: string, value: unknown): unknown => {
    const position = positionOf(field);
    return position.kind === 'leaf' ? position.write(value) : undefined;
  };

  it.each([
    ['text', 'x', 'x'],
    ['text', 5, '5'],
    ['text', true, 'true'],
    ['id', 'x', 'x'],
    ['id', 7, '7'],
    ['yes', false, false],
    ['yes', 1, true],
    ['count', 3, 3],
    ['count', '4', 4],
    ['ratio', '1.5', 1.5],
    ['color', 'RED', 'RED'],
  ])('%s writes %j as %j', (field, value, expected) => expect(write(field, value)).toBe(expected));

  it.each([
    ['text', {}],
    ['id', 1.5],
    ['yes', 'yes'],
    ['count', 2 ** 31],
    ['count', 'x'],
    ['ratio', 'x'],
    ['color', 'BLUE'],
  ])('%s refuses %j', (field, value) => expect(() => write(field, value)).toThrow());

  it('refuses a scalar that writes nothing', () => {
    const odd = new GraphQLScalarType({ name: 'Odd', serialize: () => undefined });
    const type = new GraphQLObjectType({ name: 'Query', fields: { odd: { type: odd } } });
    expect(new GraphQLSchema({ query: type }).getType('Odd')).toBe(odd);
    const position = toPosition(odd);
    expect(() => position.kind === 'leaf' && position.write({ a: 1 })).toThrow(
      'The type Odd wrote { a: 1 } as undefined, which is no value of it',
    );
  });
});
