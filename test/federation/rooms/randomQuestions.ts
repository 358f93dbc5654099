import {
  getNamedType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { drawn } from '../../execution/randomOperations.js';

/**
 * Values that arguments are drawn from, as texts of GraphQL, by `Type.field.argument` or by the name of the argument; with `!` behind for
 * one that is always given.
 */
export type ArgumentValues = Readonly<Record<string, readonly string[]>>;

interface Asking {
  readonly schema: GraphQLSchema;
  readonly values: ArgumentValues;
  /** A number below another one, and another each time. */
  readonly below: (most: number) => number;
  /** An alias that no other field has. */
  readonly alias: () => string;
}

const oneOf = <T>({ below }: Asking, things: readonly T[]): T => things[below(things.length)] as T;

const valuesOf = ({ values }: Asking, place: string, { name }: GraphQLArgument): readonly string[] =>
  values[`${place}.${name}!`] ?? values[`${place}.${name}`] ?? values[name] ?? [];

const isAlwaysGiven = ({ values }: Asking, place: string, arg: GraphQLArgument): boolean =>
  isRequiredArgument(arg) || Object.hasOwn(values, `${place}.${arg.name}!`);

const isList = ({ type }: GraphQLArgument): boolean => isListType(isNonNullType(type) ? type.ofType : type);

function argumentsText(asking: Asking, place: string, field: GraphQLField<unknown, unknown>): string {
  const given = field.args.filter(
    (arg) => isAlwaysGiven(asking, place, arg) || (valuesOf(asking, place, arg).length > 0 && asking.below(2) === 0),
  );
  const texts = given.map((arg) => {
    const value = oneOf(asking, valuesOf(asking, place, arg));
    return `${arg.name}: ${isList(arg) && !value.startsWith('[') ? `[${value}]` : value}`;
  });
  return texts.length === 0 ? '' : `(${texts.join(', ')})`;
}

/** Whether all arguments that a field must have can be drawn. */
const isAskable = (asking: Asking, type: GraphQLObjectType, field: GraphQLField<unknown, unknown>): boolean =>
  !field.name.startsWith('_') &&
  field.args.every((arg) => !isRequiredArgument(arg) || valuesOf(asking, `${type.name}.${field.name}`, arg).length > 0);

function fieldText(
  asking: Asking,
  type: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
  depth: number,
): string {
  const given = argumentsText(asking, `${type.name}.${field.name}`, field);
  const below = getNamedType(field.type);
  const selection = isLeafType(below) ? '' : ` ${selectionText(asking, below as GraphQLCompositeType, depth - 1)}`;
  return `${asking.alias()}: ${field.name}${given}${selection}`;
}

/** The fields that a page is of no use without. */
const wanted: ReadonlySet<string> = new Set(['edges', 'node', 'fields']);

function objectText(asking: Asking, type: GraphQLObjectType, depth: number): string {
  const fields = Object.values(type.getFields()).filter(
    (field) => isAskable(asking, type, field) && (depth > 0 || isLeafType(getNamedType(field.type))),
  );
  const [always, others] = [true, false].map((is) => fields.filter(({ name }) => wanted.has(name) === is));
  if (always === undefined || others === undefined || fields.length === 0) return '{ __typename }';
  const drawnFields = Array.from({ length: others.length === 0 ? 0 : 1 + asking.below(3) }, () =>
    oneOf(asking, others),
  );
  return `{ ${[...always, ...drawnFields].map((field) => fieldText(asking, type, field, depth)).join(' ')} }`;
}

function selectionText(asking: Asking, type: GraphQLCompositeType, depth: number): string {
  if (isObjectType(type)) return objectText(asking, type, depth);
  if (!isAbstractType(type)) return '{ __typename }';
  const members = asking.schema.getPossibleTypes(type);
  const parts = Array.from({ length: 3 }, () => {
    const member = oneOf(asking, members);
    return `... on ${member.name} ${objectText(asking, member, depth)}`;
  });
  return `{ __typename ${parts.join(' ')} }`;
}

/** A question over a schema, the same for the same seed: its fields, arguments and depth are drawn. */
export function randomQuestion(schema: GraphQLSchema, values: ArgumentValues, seed: number, depth = 5): string {
  let calls = 0;
  let aliases = 0;
  const asking: Asking = {
    schema,
    values,
    below: (most) => drawn(seed, String((calls += 1)), most),
    alias: () => `a${(aliases += 1)}`,
  };
  const query = schema.getQueryType();
  return query == null ? '' : objectText(asking, query, depth);
}
