import { defaultTypeResolver, isAbstractType, type GraphQLResolveInfo } from 'graphql';
import type { KeyedType } from './entityKeys.js';

const typeNames = new WeakMap<object, string>();

const isPlain = (entity: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(entity);
  return prototype === Object.prototype || prototype === null;
};

/** An object with its type: plain ones as a copy that says it; others, whose prototypes count, are remembered. */
function withType(entity: object, name: string): object {
  if ((entity as { readonly __typename?: unknown }).__typename === name) return entity;
  if (isPlain(entity)) return { ...entity, __typename: name };
  typeNames.set(entity, name);
  return entity;
}

/** The type of what `typed` gave: of an object of a class that which it was found for. */
export const typeOfEntity = (entity: { readonly __typename?: string }): string | undefined =>
  typeNames.get(entity) ?? entity.__typename;

async function implementation(
  entity: object,
  { name }: KeyedType,
  { context, info }: { context: unknown; info: GraphQLResolveInfo },
) {
  const type = info.schema.getType(name);
  if (!isAbstractType(type)) throw new Error(`"${name}" is no interface.`);
  const found = await (type.resolveType ?? defaultTypeResolver)(entity, context, info, type);
  if (typeof found === 'string') return withType(entity, found);
  throw new Error(
    `The reference of the interface "${name}" gave an object that does not say its type by "__typename".`,
  );
}

/** What a reference gave as an object that says its type, null for what is unknown. Throws an `Error` that was given as an answer. */
export function typed(
  entity: unknown,
  type: KeyedType,
  asked: { readonly context: unknown; readonly info: GraphQLResolveInfo },
): unknown {
  if (entity instanceof Error) throw entity;
  if (typeof entity !== 'object' || entity === null) return null;
  return type.isInterface ? implementation(entity, type, asked) : withType(entity, type.name);
}
