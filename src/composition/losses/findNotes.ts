import { Kind, visit, type DocumentNode, type TypeNode } from 'graphql';
import type { CompositionNote } from '../Composition.js';
import { textArgument } from '../facts/specificationNames.js';
import type { SubgraphFacts } from '../facts/readSubgraph.js';
import type { TypeFacts } from '../facts/TypeFacts.js';
import { findHidden } from './findHidden.js';
import { findUnplanned } from './findUnplanned.js';
import { listedNames } from './listedNames.js';

/** Fields that a subgraph takes over from another one. */
function overrides(subgraphs: readonly SubgraphFacts[]): CompositionNote[] {
  return subgraphs.flatMap(({ name, types, applied }) =>
    [...types.values()].flatMap((type) =>
      [...type.fields.values()].flatMap((field): CompositionNote[] => {
        const [directive] = applied(field, 'override');
        if (directive === undefined) return [];
        const from = textArgument(directive, 'from');
        const owner = subgraphs.find((one) => one.name === from);
        if (from === undefined) return [];
        if (owner?.types.get(type.name)?.fields.has(field.name.value) !== true) return [];
        const coordinate = `${type.name}.${field.name.value}`;
        const label = textArgument(directive, 'label');
        const part = label === undefined ? '' : ` where "${label}" holds`;
        return [
          {
            coordinate,
            kind: 'override',
            message: `${coordinate}: "${name}" answers it${part}, in place of "${from}", by @override.`,
          },
        ];
      }),
    ),
  );
}

/** Whether a type, at any depth of lists, promises a value where the other does not. */
function promisesMore(one: TypeNode, other: TypeNode): boolean {
  if (one.kind === Kind.NON_NULL_TYPE && other.kind !== Kind.NON_NULL_TYPE) return true;
  const [inner, others] = [one, other].map((type) => (type.kind === Kind.NON_NULL_TYPE ? type.type : type));
  return inner?.kind === Kind.LIST_TYPE && others?.kind === Kind.LIST_TYPE && promisesMore(inner.type, others.type);
}

/** Fields that may be null for clients because another subgraph says so. */
function nullables(types: ReadonlyMap<string, TypeFacts>, subgraphs: readonly SubgraphFacts[]): CompositionNote[] {
  return [...types.values()].flatMap((type) =>
    [...type.fields.values()].flatMap((field): CompositionNote[] => {
      const promising = subgraphs.filter((one) => {
        const own = one.types.get(type.name)?.fields.get(field.name.value);
        return own !== undefined && one.applied(own, 'external').length === 0 && promisesMore(own.type, field.type);
      });
      if (promising.length === 0) return [];
      const coordinate = `${type.name}.${field.name.value}`;
      const names = listedNames(promising.map(({ name }) => name));
      return [
        {
          coordinate,
          kind: 'nullable',
          message: `${coordinate}: ${names} never ${promising.length === 1 ? 'gives' : 'give'} null there, and another subgraph may.`,
        },
      ];
    }),
  );
}

/** Names of the directives that stand anywhere in a document. */
function appliedIn(document: DocumentNode): ReadonlySet<string> {
  const found = new Set<string>();
  visit(document, { Directive: ({ name }) => void found.add(name.value) });
  return found;
}

const specified = new Set(['deprecated', 'specifiedBy', 'oneOf', 'extends']);

/** Directives that subgraphs put on their schemas and that the supergraph does not have. */
function directives(document: DocumentNode, subgraphs: readonly SubgraphFacts[]): CompositionNote[] {
  const composed = appliedIn(document);
  return subgraphs.flatMap(({ name: subgraph, document: own, names }) =>
    [...appliedIn(own)]
      .filter((name) => !composed.has(name) && !specified.has(name) && !names.isForeign(`@${name}`))
      .filter(() => names.isLinked)
      .map((name) => ({
        coordinate: `@${name}`,
        kind: 'directive' as const,
        message: `@${name}: "${subgraph}" uses it, and the supergraph does not have it: @composeDirective would keep it.`,
      })),
  );
}

/** What composition changes and nobody loses. */
export const findNotes = (
  document: DocumentNode,
  composed: ReadonlyMap<string, TypeFacts>,
  subgraphs: readonly SubgraphFacts[],
): CompositionNote[] => [
  ...overrides(subgraphs),
  ...nullables(composed, subgraphs),
  ...findHidden(subgraphs),
  ...directives(document, subgraphs),
  ...findUnplanned(subgraphs),
];
