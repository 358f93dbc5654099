import {
  BreakingChangeType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  type BreakingChange,
  type GraphQLSchema,
} from 'graphql';
import { namedTypeOf } from '../../../supergraph/namedTypeOf.js';
import { faultAt } from './operationDocument.js';
import type { KnownOperation, OperationFault } from './Operation.js';

/** Where the sentence of a change has the name of the type of input that it is of. */
const namesOfTypes: Partial<Record<BreakingChangeType, RegExp>> = {
  [BreakingChangeType.VALUE_REMOVED_FROM_ENUM]: /from enum type (\w+)\.$/,
  [BreakingChangeType.REQUIRED_INPUT_FIELD_ADDED]: /^(\w+)\.|on input type (\w+) was added\.$/,
  [BreakingChangeType.FIELD_REMOVED]: /^(\w+)\./,
  [BreakingChangeType.FIELD_CHANGED_KIND]: /^(\w+)\./,
};

/** What changed of types of input, by their names. */
function changesByType(before: GraphQLSchema, breaking: readonly BreakingChange[]): Map<string, string[]> {
  const changes = new Map<string, string[]>();
  for (const { type, description } of breaking) {
    const [, first, second] = namesOfTypes[type]?.exec(description) ?? [];
    const name = first ?? second ?? '';
    const of = before.getType(name);
    if (isInputObjectType(of) || isEnumType(of)) changes.set(name, [...(changes.get(name) ?? []), description]);
  }
  return changes;
}

/** A type of input with those of its members, and theirs. */
function reachedFrom(name: string, schema: GraphQLSchema): Set<string> {
  const names = new Set([name]);
  for (const one of names) {
    const type = schema.getType(one);
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields())) names.add(getNamedType(field.type).name);
  }
  return names;
}

/**
 * What operations may not give any more by their variables: no document tells what clients put into them.
 * @param before the schema that they were written for
 */
export function changedInputs(
  before: GraphQLSchema,
  breaking: readonly BreakingChange[],
): (operation: KnownOperation) => OperationFault[] {
  const changes = changesByType(before, breaking);
  return (operation) =>
    (operation.definition.variableDefinitions ?? []).flatMap(({ variable, type }) => {
      const told = [...reachedFrom(namedTypeOf(type), before)].flatMap((name) => changes.get(name) ?? []);
      return told.map((message) => faultAt(`$${variable.name.value}: ${message}`, variable, operation));
    });
}
