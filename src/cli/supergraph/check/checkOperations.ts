import {
  BreakingChangeType,
  NoUnusedFragmentsRule,
  specifiedRules,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
  type BreakingChange,
  type GraphQLSchema,
} from 'graphql';
import { changedInputs } from './changedInputs.js';
import type { FaultyOperation, KnownOperation, OperationFault } from './Operation.js';
import { faultAt, operationDocument } from './operationDocument.js';

const rules = specifiedRules.filter((rule) => rule !== NoUnusedFragmentsRule);

/** Why a schema refuses an operation. */
const refusals = (operation: KnownOperation, schema: GraphQLSchema): OperationFault[] =>
  validate(schema, operationDocument(operation), rules).map(({ message, nodes = [] }) =>
    faultAt(
      message,
      nodes.find(({ loc }) => loc !== undefined),
      operation,
    ),
  );

/** The operations that a schema refuses, each with all of its faults. */
export const refusedOperations = (operations: readonly KnownOperation[], schema: GraphQLSchema): FaultyOperation[] =>
  operations.flatMap((operation) => {
    const faults = refusals(operation, schema);
    return faults.length === 0 ? [] : [{ name: operation.name, place: operation.place, faults }];
  });

/** Fields that an operation asks for and that give values of another type than before. */
function changes(
  operation: KnownOperation,
  before: GraphQLSchema,
  changed: ReadonlyMap<string, string>,
): OperationFault[] {
  const types = new TypeInfo(before);
  const faults: OperationFault[] = [];
  visit(
    operationDocument(operation),
    visitWithTypeInfo(types, {
      Field(node) {
        const message = changed.get(`${types.getParentType()?.name}.${node.name.value}`);
        if (message !== undefined) faults.push(faultAt(message, node, operation));
      },
    }),
  );
  return faults;
}

/**
 * The operations that are answered, but with values of another type than the schema before promised, or whose variables may not hold any
 * more what they might.
 */
export function changedOperations(
  operations: readonly KnownOperation[],
  before: GraphQLSchema,
  breaking: readonly BreakingChange[],
): FaultyOperation[] {
  const changed = new Map(
    breaking
      .filter(({ type }) => type === BreakingChangeType.FIELD_CHANGED_KIND)
      .map(({ description }) => [description.split(' ')[0] ?? '', description]),
  );
  const ofInputs = changedInputs(before, breaking);
  return operations.flatMap((operation) => {
    const faults = [...(changed.size === 0 ? [] : changes(operation, before, changed)), ...ofInputs(operation)];
    return faults.length === 0 ? [] : [{ name: operation.name, place: operation.place, faults }];
  });
}
