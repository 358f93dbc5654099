import type { OwnedType } from './Ownership.js';
import type { Joins, SupergraphGraph } from './Supergraph.js';

/** How types hang together, by what a supergraph says of each. */
export function readJoins(types: ReadonlyMap<string, OwnedType>, graphs: ReadonlyMap<string, SupergraphGraph>): Joins {
  const keyOfGraph = new Map([...graphs].map(([key, { name }]) => [name, key]));
  const isOf = (type: string, other: string): boolean =>
    type === other || types.get(type)?.interfaces.has(other) === true || types.get(other)?.members.has(type) === true;
  return {
    interfaceObjects: new Set([...types.values()].flatMap((one) => (one.interfaceObjectIn.size > 0 ? [one.name] : []))),
    isOf,
    graphsOf(type, field) {
      const owned = types.get(type);
      const answering = owned?.fields.get(field)?.graphs ?? owned?.graphs ?? new Set<string>();
      return [...answering].flatMap((key) => graphs.get(key)?.name ?? []);
    },
    requiredBy: (type, field, graph) =>
      types
        .get(type)
        ?.fields.get(field)
        ?.requires.get(keyOfGraph.get(graph) ?? '') ?? [],
    isIn(type, graph) {
      const owned = types.get(type);
      return owned !== undefined && (owned.graphs?.has(keyOfGraph.get(graph) ?? '') ?? true);
    },
    isHidden: (type) => types.get(type)?.isInaccessible === true,
    isHiddenValue: (type, value) => types.get(type)?.hiddenValues.has(value) === true,
    graphNamed: (key) => graphs.get(key)?.name,
    keysOf(type, graph) {
      const owned = types.get(type);
      const its = [type, ...(owned?.interfaces.keys() ?? [])].flatMap((name) => types.get(name)?.keys ?? []);
      return its.filter((one) => one.graph === keyOfGraph.get(graph)).map(({ fields }) => fields);
    },
  };
}
