import { Kind, type TypeNode } from 'graphql';

/** The name of a type without lists and `!`. */
export function namedTypeOf(type: TypeNode): string {
  let inner = type;
  while (inner.kind !== Kind.NAMED_TYPE) inner = inner.type;
  return inner.name.value;
}
