import { Kind, parse, visit, type ConstDirectiveNode, type DocumentNode, type StringValueNode } from 'graphql';

/** A supergraph whose graphs have other names, and the name that each of them has. */
export interface OrderedGraphs {
  readonly sdl: string;
  readonly nameOf: (planned: string) => string;
}

const argumentOf = ({ arguments: given = [] }: ConstDirectiveNode, wanted: string) =>
  given.find(({ name }) => name.value === wanted)?.value;

/** The names of graphs, by what `join__Graph` calls them. */
function graphNames({ definitions }: DocumentNode): Map<string, StringValueNode> {
  const values = definitions.flatMap((one) =>
    one.kind === Kind.ENUM_TYPE_DEFINITION && one.name.value === 'join__Graph' ? (one.values ?? []) : [],
  );
  return new Map(
    values.flatMap(({ name, directives = [] }) => {
      const value = directives.map((one) => argumentOf(one, 'name')).find((one) => one?.kind === Kind.STRING);
      return value?.kind === Kind.STRING ? [[name.value, value] as const] : [];
    }),
  );
}

/** Of each graph that knows an interface as an object those that know its objects. */
function graphsBefore({ definitions }: DocumentNode): Map<string, Set<string>> {
  const before = new Map<string, Set<string>>();
  for (const one of definitions) {
    if (one.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    const joins = (one.directives ?? []).filter(({ name }) => name.value === 'join__type');
    const graphs = joins.map((join) => {
      const [graph, flag] = [argumentOf(join, 'graph'), argumentOf(join, 'isInterfaceObject')];
      return {
        graph: graph?.kind === Kind.ENUM ? graph.value : '',
        isObject: flag?.kind === Kind.BOOLEAN && flag.value,
      };
    });
    const owners = graphs.filter(({ isObject }) => !isObject).map(({ graph }) => graph);
    for (const { graph, isObject } of graphs)
      if (isObject) before.set(graph, new Set([...(before.get(graph) ?? []), ...owners]));
  }
  return before;
}

/** All graphs that come before a graph, also those that come before these; itself, where it stands in a circle. */
function allBefore(graph: string, before: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const all = new Set(before.get(graph));
  for (const one of all) for (const further of before.get(one) ?? []) all.add(further);
  return all;
}

/** How many graphs have to come before each graph, one behind the other; those in a circle in any order. */
function ranksOf(before: ReadonlyMap<string, ReadonlySet<string>>): (graph: string) => number {
  const all = new Map([...before.keys()].map((graph) => [graph, allBefore(graph, before)]));
  const known = new Map<string, number>();
  const rankOf = (graph: string): number => {
    let rank = known.get(graph);
    if (rank === undefined) {
      const others = [...(before.get(graph) ?? [])].filter((one) => one !== graph && all.get(one)?.has(graph) !== true);
      rank = Math.max(0, ...others.map((one) => 1 + rankOf(one)));
      known.set(graph, rank);
    }
    return rank;
  };
  return rankOf;
}

/** Where fields name the graph that they were taken from. */
function overridden(document: DocumentNode): StringValueNode[] {
  const found: StringValueNode[] = [];
  visit(document, {
    Argument: ({ name, value }) => {
      if (name.value === 'override' && value.kind === Kind.STRING) found.push(value);
    },
  });
  return found;
}

/**
 * Names the graphs of a supergraph so that those that know an interface as an object come behind those that know its objects.
 * The planner goes through graphs by their names, and finds no way from such an interface to its objects where it comes first.
 */
export function orderGraphs(sdl: string): OrderedGraphs {
  if (!/isInterfaceObject\s*:\s*true/.test(sdl)) return { sdl, nameOf: (planned) => planned };
  const document = parse(sdl);
  const rankOf = ranksOf(graphsBefore(document));
  const graphs = graphNames(document);
  const planned = new Map(
    [...graphs].map(([graph, { value }]) => [value, `${String(rankOf(graph)).padStart(3, '0')}_${value}`]),
  );
  const places = [...graphs.values(), ...overridden(document)].toSorted(
    (one, other) => (other.loc?.start ?? 0) - (one.loc?.start ?? 0),
  );
  let ordered = sdl;
  // From the end, so that places before it stay where they are.
  for (const { value, loc } of places) {
    const name = planned.get(value);
    if (loc === undefined || name === undefined) continue;
    ordered = `${ordered.slice(0, loc.start)}${JSON.stringify(name)}${ordered.slice(loc.end)}`;
  }
  const names = new Map([...planned].map(([value, name]) => [name, value]));
  return { sdl: ordered, nameOf: (name) => names.get(name) ?? name };
}
