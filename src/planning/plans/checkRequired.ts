import type { RequiresSelection } from '@graphql-hive/router-query-planner';
import { Kind, type SelectionSetNode } from 'graphql';
import { UserError } from '../../lib/errors/UserError.js';
import type { Joins } from '../../supergraph/Supergraph.js';
import type { FetchRequest } from '../fetching/JoinedRun.js';
import { fragmentsOf } from '../../lib/graphql/fragmentsOf.js';

/** The names of all fields that are sent of entities. */
const sentNames = (selections: readonly RequiresSelection[]): string[] =>
  selections.flatMap((one) => {
    if (one.kind === 'InlineFragment') return sentNames(one.selections);
    return one.kind === 'Field' ? [one.alias ?? one.name] : [];
  });

/**
 * Throws where a fetch asks for a field and does not send what that requires: behind an interface object the planner may leave it out,
 * and a subgraph would answer by what it does not know.
 */
export function checkRequired(
  { document, subgraph }: FetchRequest,
  name: string,
  requires: readonly RequiresSelection[],
  joins: Joins,
): void {
  const sent = new Set(sentNames(requires));
  const fragments = fragmentsOf(document);
  const check = ({ selections }: SelectionSetNode, type: string): void => {
    for (const one of selections) {
      if (one.kind === Kind.FIELD) {
        const field = one.name.value;
        const lacking = joins.requiredBy(type, field, subgraph).find((required) => !sent.has(required));
        if (lacking !== undefined)
          throw new UserError(
            `The operation cannot be planned: ${type}.${field} requires ${lacking}, for which the planner finds no way here.`,
            'NOT_PLANNABLE',
          );
        continue;
      }
      const inner = one.kind === Kind.INLINE_FRAGMENT ? one : fragments.get(one.name.value);
      if (inner !== undefined) check(inner.selectionSet, inner.typeCondition?.name.value ?? type);
    }
  };
  for (const definition of document.definitions)
    if (definition.kind === Kind.OPERATION_DEFINITION)
      for (const field of definition.selectionSet.selections)
        if (field.kind === Kind.FIELD && (field.alias ?? field.name).value === name && field.selectionSet !== undefined)
          check(field.selectionSet, '');
}
