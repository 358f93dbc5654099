import {
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  type FieldNode,
  type GraphQLField,
  type GraphQLInputType,
} from 'graphql';
import { readValue, type Read } from './readValue.js';
import type { Variables } from './Formula.js';

/** Reads a length: a number, or undefined where nothing says it. */
export type Length =
  { readonly known: number | undefined } | { readonly read: (variables: Variables) => number | undefined };

/** The length that a value says: a number, or as many as a list has entries; one value that stands for a list of it is one. */
function lengthIn(value: unknown, isList: boolean): number | undefined {
  if (value === null || value === undefined) return undefined;
  if (isList) return Array.isArray(value) ? value.length : 1;
  return typeof value === 'number' ? Math.max(0, Math.ceil(value)) : undefined;
}

/** The type and the default at the end of a path of arguments. */
function endOf(field: GraphQLField<unknown, unknown>, [name, ...path]: readonly string[]) {
  const argument = field.args.find((one) => one.name === name);
  let type: GraphQLInputType | undefined = argument?.type;
  let ofDefault: unknown = argument?.defaultValue;
  for (const step of path) {
    const named = type && getNamedType(type);
    const member = isInputObjectType(named) ? named.getFields()[step] : undefined;
    type = member?.type;
    ofDefault = (ofDefault as Record<string, unknown> | null | undefined)?.[step] ?? member?.defaultValue;
  }
  return type && { isList: isListType(getNullableType(type)), ofDefault };
}

/** The length that one argument of a field gives, by its path, such as `first` or `input.ids`. */
export function lengthOf(node: FieldNode, field: GraphQLField<unknown, unknown>, argument: string): Length {
  const path = argument.split('.');
  const end = endOf(field, path);
  if (end === undefined) return { known: undefined };
  const { isList, ofDefault } = end;
  const given = node.arguments?.find(({ name }) => name.value === path[0])?.value;
  const value: Read = readValue(given, path.slice(1), isList);
  const measure = (found: unknown) => lengthIn(found === undefined ? ofDefault : found, isList);
  if ('known' in value) return { known: measure(value.known) };
  return { read: (variables) => measure(value.read(variables)) };
}

/** The longest of what several say; undefined where none says anything. */
export function longest(lengths: readonly Length[]): Length {
  const known = lengths.flatMap((length) => ('known' in length && length.known !== undefined ? [length.known] : []));
  const reads = lengths.flatMap((length) => ('read' in length ? [length.read] : []));
  if (reads.length === 0) return { known: known.length === 0 ? undefined : Math.max(...known) };
  return {
    read: (variables) => {
      const all = [...known, ...reads.flatMap((read) => read(variables) ?? [])];
      return all.length === 0 ? undefined : Math.max(...all);
    },
  };
}
