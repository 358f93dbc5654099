import { getNamedType, isListType, isNonNullType, type GraphQLFieldResolver, type GraphQLOutputType } from 'graphql';
import { maskedValue } from '../access/masks.js';
import { UserError } from '../lib/errors/UserError.js';
import type { FieldRight } from '../lib/rights/fieldRights.js';
import { noteMasked, type Masking } from '../lib/rights/maskedPlaces.js';
import type { ValueKind } from '../words/dataTypes.js';
import type { PiiClass } from '../words/piiClasses.js';
import { isPromise } from '../lib/async/isPromise.js';

type Resolver = GraphQLFieldResolver<unknown, unknown>;

/** Scalars whose values are masked as texts or days; nothing is shown of any other. */
const kinds: Readonly<Record<string, ValueKind>> = {
  String: 'text',
  ID: 'text',
  EmailAddress: 'text',
  Date: 'date',
};

/** As what the values of a type are masked; undefined where nothing can be shown of them. */
function maskedKind(type: GraphQLOutputType): ValueKind | undefined {
  const { name } = getNamedType(type);
  return Object.hasOwn(kinds, name) ? kinds[name] : undefined;
}

/** Whether null may have to stand in place of a value. */
export const mayBeNull = ({ policy }: FieldRight, type: GraphQLOutputType): boolean =>
  policy !== 'mask' || maskedKind(type) === undefined;

const isList = (type: GraphQLOutputType): boolean => isListType(isNonNullType(type) ? type.ofType : type);

function masker(type: GraphQLOutputType, known: PiiClass): (value: unknown) => unknown {
  const kind = maskedKind(type);
  if (kind === undefined) return () => null;
  const one = (value: unknown): unknown => maskedValue(kind, known, typeof value === 'number' ? String(value) : value);
  const each = (value: unknown): unknown => (Array.isArray(value) ? (value as unknown[]).map(each) : one(value));
  return isList(type) ? (value) => (Array.isArray(value) ? each(value) : null) : one;
}

/**
 * A field's resolver for who may not simply read it: what it gives is masked, and that noted; nothing is read and null given; or a
 * `UserError` (`FIELD_NOT_READABLE`) thrown, where an operation came to it by an interface.
 * @param resolve gives the value as it is
 */
export function guardedResolver(
  { policy, reason, maskedAs }: FieldRight,
  type: GraphQLOutputType,
  resolve: Resolver,
): Resolver {
  if (policy === 'hide') return () => null;
  if (policy === 'refuse')
    return () => {
      throw new UserError(reason, 'FIELD_NOT_READABLE');
    };
  const mask = masker(type, maskedAs);
  return (source, given, context, info) => {
    noteMasked((context ?? {}) as Masking, info);
    const value = resolve(source, given, context, info);
    if (value instanceof Error || value === null || value === undefined) return value;
    return isPromise(value) ? value.then(mask) : mask(value);
  };
}

/** A property of a parent under a name, or what it gives where it is a function. */
function readAs(name: string, [source, given, context, info]: Parameters<Resolver>): unknown {
  if (typeof source !== 'object' || source === null) return undefined;
  const value = (source as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'function' ? (value.call(source, given, context, info) as unknown) : value;
}

/** Reads a field that has no resolver: the property of its name. */
export const readByName: Resolver = (...asked) => readAs(asked[3].fieldName, asked);

/** Reads a field of an answer that others have made, in which values stand under the names that it was asked by. */
export const readByResponseName: Resolver = (...asked) => readAs(String(asked[3].path.key), asked);
