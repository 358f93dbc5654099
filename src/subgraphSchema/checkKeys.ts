import {
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type GraphQLNamedType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { didYouMean } from '../lib/text/nearNames.js';
import type { KeyedType } from './entityKeys.js';
import { schemaFault } from './schemaFault.js';

/** What is wrong with fields of a key, as a sentence; undefined for nothing. */
function faultIn(type: GraphQLNamedType, { selections }: SelectionSetNode): string | undefined {
  if (!isObjectType(type) && !isInterfaceType(type)) return undefined;
  for (const selection of selections) {
    if (selection.kind !== Kind.FIELD || selection.name.value === '__typename') continue;
    const { name, selectionSet } = selection;
    const fields = type.getFields();
    const field = fields[name.value];
    if (field === undefined)
      return `"${type.name}" has no field "${name.value}".${didYouMean(name.value, Object.keys(fields))}`;
    const below = getNamedType(field.type);
    if (isCompositeType(below) !== (selectionSet !== undefined))
      return selectionSet === undefined
        ? `"${type.name}.${name.value}" is an object, and the key names none of its fields.`
        : `"${type.name}.${name.value}" has no fields.`;
    const fault = selectionSet && faultIn(below, selectionSet);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** Refuses keys of fields that a schema does not have. Throws a `UserError` that names the type, the key and the field. */
export function checkKeys(schema: GraphQLSchema, types: readonly KeyedType[]): void {
  for (const { name, keys } of types)
    for (const { fields, selection } of keys) {
      const type = schema.getType(name);
      const fault = type && faultIn(type, selection);
      if (fault !== undefined) throw schemaFault(`The key "${fields}" of "${name}" fits no fields: ${fault}`);
    }
}
