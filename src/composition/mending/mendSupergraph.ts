import { Kind, print, type ConstDirectiveNode, type DocumentNode, type FieldDefinitionNode } from 'graphql';
import { textArgument } from '../facts/specificationNames.js';
import type { SubgraphFacts } from '../facts/readSubgraph.js';
import { readTypes } from '../facts/readTypes.js';
import type { TypeFacts } from '../facts/TypeFacts.js';
import { createJoinField, graphOf, joinFieldsOf, withArguments } from './joinField.js';
import { mergedType } from './mergedType.js';
import { sourcesOfField, type FieldSource } from './sourcesOfField.js';

/** The subgraphs by their names in `join__Graph`. */
function graphsOf(types: ReadonlyMap<string, TypeFacts>, subgraphs: readonly SubgraphFacts[]) {
  const values = [...(types.get('join__Graph')?.values ?? [])];
  return new Map(
    values.flatMap(([graph, { directives = [] }]) => {
      const name = directives.map((one) => textArgument(one, 'name')).find((one) => one !== undefined);
      const subgraph = subgraphs.find((one) => one.name === name);
      return subgraph === undefined ? [] : [[graph, subgraph] as const];
    }),
  );
}

const areAlike = (sources: readonly FieldSource[]): boolean =>
  new Set(sources.map(({ field }) => print(field.type))).size <= 1;

/**
 * Whether the graphs have to be told apart at a field of which the composer says nothing. It says enough of fields of objects,
 * but nothing of what all subgraphs define on an interface or on Query.
 */
const needsJoinFields = (sources: readonly FieldSource[]): boolean =>
  sources.every(({ override }) => override === undefined) &&
  (!areAlike(sources) ||
    sources.some(({ isExternal, requires, provides }) => isExternal || (requires ?? provides) !== undefined));

/** A directive with the field sets as their subgraph wrote them, and with its type where types differ. */
function mendJoinField(join: ConstDirectiveNode, sources: readonly FieldSource[]): ConstDirectiveNode {
  const source = sources.find(({ graph }) => graph === graphOf(join));
  if (source === undefined) return join;
  const { requires, provides, field } = source;
  return withArguments(join, { requires, provides, type: areAlike(sources) ? undefined : print(field.type) });
}

/**
 * A field of the supergraph as its subgraphs say.
 * @param maySayNothing whether the composer leaves out at such a field what graphs have to do with it
 */
function mendField(
  field: FieldDefinitionNode,
  sources: readonly FieldSource[],
  types: ReadonlyMap<string, TypeFacts>,
  maySayNothing: boolean,
): FieldDefinitionNode {
  const { directives = [] } = field;
  const said = joinFieldsOf(directives);
  const isUntold = maySayNothing && said.length === 0 && sources.length > 1 && needsJoinFields(sources);
  const joins = isUntold ? sources.map(({ graph, isExternal }) => createJoinField(graph, isExternal)) : said;
  if (joins.length === 0) return field;
  const own = sources.filter(({ isExternal }) => !isExternal);
  const type = areAlike(own)
    ? undefined
    : mergedType(
        own.map((one) => one.field.type),
        types,
      );
  return {
    ...field,
    type: type ?? field.type,
    directives: [
      ...joins.map((join) => mendJoinField(join, sources)),
      ...directives.filter((one) => !said.includes(one)),
    ],
  };
}

/**
 * Says in a supergraph what the composer leaves out of it, as Apollo's composer would: what graphs have to do with fields of
 * interfaces and of Query that all of them define, the most general of a field's types, and field sets as they were written.
 */
export function mendSupergraph(document: DocumentNode, subgraphs: readonly SubgraphFacts[]): DocumentNode {
  const types = readTypes(document);
  const graphs = graphsOf(types, subgraphs);
  return {
    ...document,
    definitions: document.definitions.map((one) => {
      if (one.kind !== Kind.OBJECT_TYPE_DEFINITION && one.kind !== Kind.INTERFACE_TYPE_DEFINITION) return one;
      const maySayNothing = one.kind === Kind.INTERFACE_TYPE_DEFINITION || one.name.value === 'Query';
      const fields = (one.fields ?? []).map((field) =>
        mendField(field, sourcesOfField(graphs, one.name.value, field.name.value), types, maySayNothing),
      );
      return { ...one, fields };
    }),
  };
}
