import {
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  GraphQLString,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLAbstractType,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
} from 'graphql';

/** What a reader gives for a value that is none of its type. */
export const badLeaf = Symbol('bad leaf');

/** How the values of an output type are finished. */
export type AnswerPosition = {
  /** Whether null is an error here. */
  readonly isNonNull: boolean;
} & (
  | { readonly kind: 'leaf'; readonly type: GraphQLLeafType; readonly read: (value: unknown) => unknown }
  | { readonly kind: 'list'; readonly item: AnswerPosition }
  | { readonly kind: 'object'; readonly type: GraphQLObjectType }
  | { readonly kind: 'abstract'; readonly type: GraphQLAbstractType }
);

const largestInt = 2 ** 31 - 1;
const isInt = (value: unknown): boolean =>
  Number.isInteger(value) && (value as number) <= largestInt && (value as number) >= -largestInt - 1;

const builtIn = new Map<GraphQLLeafType, (value: unknown) => unknown>([
  [GraphQLString, (value) => (typeof value === 'string' ? value : badLeaf)],
  [GraphQLBoolean, (value) => (typeof value === 'boolean' ? value : badLeaf)],
  [GraphQLInt, (value) => (isInt(value) ? value : badLeaf)],
  [GraphQLFloat, (value) => (Number.isFinite(value) ? value : badLeaf)],
  [GraphQLID, (value) => (typeof value === 'string' ? value : Number.isInteger(value) ? String(value) : badLeaf)],
]);

function readerOf(type: GraphQLLeafType): (value: unknown) => unknown {
  if (isEnumType(type)) {
    const names = new Set(type.getValues().map(({ name }) => name));
    return (value) => (names.has(value as string) ? value : badLeaf);
  }
  // What values a scalar of somebody else has is not known here; they were written by its subgraph.
  return builtIn.get(type) ?? ((value) => value);
}

function toPosition(type: GraphQLOutputType, isNonNull: boolean): AnswerPosition {
  if (isNonNullType(type)) return toPosition(type.ofType as GraphQLOutputType, true);
  if (isListType(type)) return { isNonNull, kind: 'list', item: answerPosition(type.ofType as GraphQLOutputType) };
  if (isObjectType(type)) return { isNonNull, kind: 'object', type };
  if (isAbstractType(type)) return { isNonNull, kind: 'abstract', type };
  return { isNonNull, kind: 'leaf', type: type as GraphQLLeafType, read: readerOf(type as GraphQLLeafType) };
}

/** What types alone tell: it goes with them. */
const known = new WeakMap<GraphQLOutputType, AnswerPosition>();

/** How the values of an output type are finished; the scalars of GraphQL are checked strictly, as JSON has them. */
export function answerPosition(type: GraphQLOutputType): AnswerPosition {
  const position = known.get(type) ?? toPosition(type, false);
  known.set(type, position);
  return position;
}
