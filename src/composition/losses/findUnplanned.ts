import { Kind, type FieldDefinitionNode } from 'graphql';
import type { CompositionNote } from '../Composition.js';
import { textArgument } from '../facts/specificationNames.js';
import type { SubgraphFacts } from '../facts/readSubgraph.js';

/** Whether a label names a share of the requests, which is drawn for each. */
const isShare = (label: string): boolean => /^percent\([\d.]+\)$/.test(label);

function notesOf({ name, applied }: SubgraphFacts, type: string, field: FieldDefinitionNode): CompositionNote[] {
  const coordinate = `${type}.${field.name.value}`;
  const contextual = (field.arguments ?? []).filter((one) => applied(one, 'fromContext').length > 0);
  const label = applied(field, 'override').map((one) => textArgument(one, 'label'))[0];
  return [
    ...contextual.map(({ name: argument }): CompositionNote => {
      const at = `${coordinate}(${argument.value}:)`;
      const message = `${at}: "${name}" takes it from a context by @fromContext, and Facet as the gateway does not give it.`;
      return { coordinate: at, kind: 'gateway', message };
    }),
    ...(label === undefined || isShare(label)
      ? []
      : [
          {
            coordinate,
            kind: 'gateway',
            message: `${coordinate}: "${name}" takes it over by the label "${label}", and Facet as the gateway knows no labels but percent(…).`,
          } as const,
        ]),
  ];
}

/** What is composed, and other routers do, but the planner of this gateway does not. */
export const findUnplanned = (subgraphs: readonly SubgraphFacts[]): CompositionNote[] =>
  subgraphs.flatMap((one) =>
    [...one.types.values()].flatMap((type) =>
      [...type.fields.values()]
        .filter(({ kind }) => kind === Kind.FIELD_DEFINITION)
        .flatMap((field) => notesOf(one, type.name, field)),
    ),
  );
