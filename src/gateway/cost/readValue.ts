import { Kind, valueFromASTUntyped, type ValueNode } from 'graphql';
import { propertyAt } from '../../lib/checks/propertyAt.js';
import type { Variables } from './Formula.js';

/** A value that is known, or a function that reads it of variables; undefined is none, and null is null. */
export type Read = { readonly known: unknown } | { readonly read: (variables: Variables) => unknown };

const usesVariables = (node: ValueNode): boolean =>
  node.kind === Kind.VARIABLE ||
  (node.kind === Kind.LIST && node.values.some(usesVariables)) ||
  (node.kind === Kind.OBJECT && node.fields.some(({ value }) => usesVariables(value)));

/**
 * What stands at a path in an argument of a document, as it was given: nothing is coerced.
 * @param isListed whether only the length of a list matters: what its items are is not looked at
 */
export function readValue(node: ValueNode | undefined, path: readonly string[] = [], isListed = false): Read {
  if (node === undefined) return { known: undefined };
  if (node.kind === Kind.VARIABLE) {
    const { value: name } = node.name;
    return { read: (variables) => propertyAt(Object.hasOwn(variables, name) ? variables[name] : undefined, path) };
  }
  const [step, ...rest] = path;
  if (step !== undefined) {
    if (node.kind !== Kind.OBJECT) return { known: node.kind === Kind.NULL ? null : undefined };
    return readValue(node.fields.find(({ name }) => name.value === step)?.value, rest, isListed);
  }
  if (isListed && node.kind === Kind.LIST) return { known: node.values.map(() => undefined) };
  if (usesVariables(node)) return { read: (variables) => valueFromASTUntyped(node, variables) };
  return { known: valueFromASTUntyped(node) };
}
