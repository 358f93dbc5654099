import {
  getNamedType,
  isIntrospectionType,
  isLeafType,
  isObjectType,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { countedResolver } from './countedFields.js';

declare module 'graphql' {
  interface GraphQLFieldExtensions<_TSource, _TContext, _TArgs> {
    /** A counted field's own resolver, and whether it may be called in a later turn of the event loop. */
    facet?: { readonly resolve: GraphQLFieldResolver<_TSource, _TContext>; readonly mayWait: boolean };
  }
}

type Field = GraphQLField<unknown, unknown>;

/** GraphQL's own fields of introspection are the same objects in every schema, and would be wrapped again with each. */
const countedAlready = new WeakSet<Field>();

/** A resolver that takes the parent alone has no context to load anything with. */
const isPlain = ({ type, resolve }: Field): boolean =>
  isLeafType(getNamedType(type)) && (resolve === undefined || resolve.length <= 1);

/**
 * Whether a field may be resolved later than its siblings: where objects below load something, they must all do so in one
 * turn, or there would be several statements. Introspection loads nothing.
 */
function mayWait({ type }: Field, owner: GraphQLObjectType | undefined): boolean {
  const named = getNamedType(type);
  if (!isObjectType(named)) return false;
  return (owner !== undefined && isIntrospectionType(owner)) || Object.values(named.getFields()).every(isPlain);
}

/**
 * Puts counting around every resolver of a schema, those of introspection included. Fields without a resolver are counted by
 * the executor, which reads them with `readCounted`.
 */
export function countValues(schema: GraphQLSchema): void {
  const types = Object.values(schema.getTypeMap()).filter(isObjectType);
  const owned = types.flatMap((type) => Object.values(type.getFields()).map((field) => ({ field, owner: type })));
  const meta = [SchemaMetaFieldDef, TypeMetaFieldDef, TypeNameMetaFieldDef].map((field) => ({
    field,
    owner: undefined,
  }));
  // Decided for all first: the wrapped ones look alike.
  const resolved = [...owned, ...meta].map(({ field, owner }) => ({ field, waits: mayWait(field, owner) }));
  for (const { field, waits } of resolved) {
    if (field.resolve === undefined || countedAlready.has(field)) continue;
    const { resolve } = field;
    field.extensions = { ...field.extensions, facet: { resolve, mayWait: waits } };
    field.resolve = countedResolver(resolve, waits);
    countedAlready.add(field);
  }
}
