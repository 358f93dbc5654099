import { Kind, type NamedTypeNode, type TypeNode } from 'graphql';
import type { TypeFacts } from '../facts/TypeFacts.js';

/** Whether all that the second type is, the first is too. */
function isAbove(types: ReadonlyMap<string, TypeFacts>, above: string, below: string): boolean {
  if (above === below) return true;
  if (types.get(above)?.members.has(below) === true) return true;
  return [...(types.get(below)?.interfaces ?? [])].some((one) => isAbove(types, above, one));
}

function mergedPair(one: TypeNode, other: TypeNode, types: ReadonlyMap<string, TypeFacts>): TypeNode | undefined {
  if (one.kind === Kind.NON_NULL_TYPE && other.kind === Kind.NON_NULL_TYPE) {
    const type = mergedPair(one.type, other.type, types);
    return type === undefined ? undefined : { kind: Kind.NON_NULL_TYPE, type: type as NamedTypeNode };
  }
  if (one.kind === Kind.NON_NULL_TYPE) return mergedPair(one.type, other, types);
  if (other.kind === Kind.NON_NULL_TYPE) return mergedPair(one, other.type, types);
  if (one.kind === Kind.LIST_TYPE && other.kind === Kind.LIST_TYPE) {
    const type = mergedPair(one.type, other.type, types);
    return type === undefined ? undefined : { kind: Kind.LIST_TYPE, type };
  }
  if (one.kind === Kind.LIST_TYPE || other.kind === Kind.LIST_TYPE) return undefined;
  if (isAbove(types, one.name.value, other.name.value)) return one;
  return isAbove(types, other.name.value, one.name.value) ? other : undefined;
}

/**
 * The type that a field has for clients where subgraphs give it different ones: the most general of them, and null where one of
 * them may give null. Undefined where none of them is above the others.
 */
export function mergedType(given: readonly TypeNode[], types: ReadonlyMap<string, TypeFacts>): TypeNode | undefined {
  const [first, ...others] = given;
  return others.reduce<TypeNode | undefined>(
    (merged, one) => (merged === undefined ? undefined : mergedPair(merged, one, types)),
    first,
  );
}
