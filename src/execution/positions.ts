import {
  GraphQLBoolean,
  GraphQLID,
  GraphQLString,
  isAbstractType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLAbstractType,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
} from 'graphql';
import { inspect } from 'node:util';

/** How the values of an output type are completed. */
export type Position = {
  /** Whether null is an error here. */
  readonly isNonNull: boolean;
} & (
  | { readonly kind: 'leaf'; readonly write: (value: unknown) => unknown }
  | { readonly kind: 'list'; readonly item: Position }
  | { readonly kind: 'object'; readonly type: GraphQLObjectType }
  | { readonly kind: 'abstract'; readonly type: GraphQLAbstractType }
);

/** How a leaf type writes a value. The function throws where the type refuses it. */
function writerOf(type: GraphQLLeafType): (value: unknown) => unknown {
  const write = (value: unknown): unknown => {
    const written: unknown = type.serialize(value);
    if (written === null || written === undefined)
      throw new Error(`The type ${type.name} wrote ${inspect(value)} as ${String(written)}, which is no value of it`);
    return written;
  };
  // Almost all values are texts that stay as they are.
  if (type === GraphQLString || type === GraphQLID)
    return (value) => (typeof value === 'string' ? value : write(value));
  if (type === GraphQLBoolean) return (value) => (typeof value === 'boolean' ? value : write(value));
  return write;
}

function positionOfNullable(type: GraphQLOutputType, isNonNull: boolean): Position {
  if (isListType(type)) return { isNonNull, kind: 'list', item: toPosition(type.ofType) };
  if (isObjectType(type)) return { isNonNull, kind: 'object', type };
  if (isAbstractType(type)) return { isNonNull, kind: 'abstract', type };
  return { isNonNull, kind: 'leaf', write: writerOf(type as GraphQLLeafType) };
}

/** A cache of what a type alone tells: it goes with the type. */
const known = new WeakMap<GraphQLOutputType, Position>();

/** How the values of an output type are completed. */
export function toPosition(type: GraphQLOutputType): Position {
  let position = known.get(type);
  if (position === undefined) {
    position = isNonNullType(type) ? positionOfNullable(type.ofType, true) : positionOfNullable(type, false);
    known.set(type, position);
  }
  return position;
}

/** Whether the values of a position are leaves, alone or in lists. */
export const isOfLeaves = (position: Position): boolean =>
  position.kind === 'list' ? isOfLeaves(position.item) : position.kind === 'leaf';
