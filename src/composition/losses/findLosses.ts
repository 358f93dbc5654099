import { Kind, type InputValueDefinitionNode } from 'graphql';
import type { CompositionLoss } from '../Composition.js';
import type { SubgraphFacts } from '../facts/readSubgraph.js';
import type { KindOfType, TypeFacts } from '../facts/TypeFacts.js';
import { listedNames } from './listedNames.js';

type Types = ReadonlyMap<string, TypeFacts>;
type Inputs = ReadonlyMap<string, InputValueDefinitionNode>;

const argumentsOf = (type: TypeFacts | undefined, field: string): Inputs | undefined => {
  const found = type?.fields.get(field);
  return found && new Map((found.arguments ?? []).map((one) => [one.name.value, one]));
};

/** What members may belong to: the names of them in each subgraph that defines it. */
interface Owner {
  readonly coordinate: (member: string) => string;
  readonly noun: string;
  readonly composed: ReadonlySet<string>;
  readonly in: readonly { readonly subgraph: string; readonly members: ReadonlySet<string> }[];
}

/** `Query.products` of `Query.products(first:)`, `TextFilter` of `TextFilter.is`. */
const owner = (coordinate: string): string => coordinate.replace(/(?:\(\w+:\)|\.\w+)$/, '');

function lossesOf({ coordinate, noun, composed, in: owners }: Owner): CompositionLoss[] {
  const all = new Set(owners.flatMap(({ members }) => [...members]));
  return [...all]
    .filter((member) => !composed.has(member))
    .map((member) => {
      const having = owners.filter(({ members }) => members.has(member)).map(({ subgraph }) => subgraph);
      const missing = owners.filter(({ members }) => !members.has(member)).map(({ subgraph }) => subgraph);
      const at = coordinate(member);
      const why =
        missing.length === 0
          ? 'and the composer drops it'
          : `and ${listedNames(missing)} ${missing.length === 1 ? 'defines' : 'define'} ${owner(at)} without it`;
      return {
        coordinate: at,
        definedBy: having,
        missingIn: missing,
        message: `${at}: ${listedNames(having)} ${having.length === 1 ? 'has' : 'have'} this ${noun}, ${why}.`,
      };
    });
}

const isRequired = ({ type, defaultValue }: InputValueDefinitionNode): boolean =>
  type.kind === Kind.NON_NULL_TYPE && defaultValue === undefined;

/** Inputs that clients may leave out of one subgraph and must give where both are composed. */
function requiredOnes(
  coordinate: (member: string) => string,
  composed: Inputs,
  owners: readonly { readonly subgraph: string; readonly inputs: Inputs }[],
): CompositionLoss[] {
  return [...composed].flatMap(([member, input]) => {
    if (!isRequired(input)) return [];
    const optional = owners.filter(({ inputs }) => {
      const own = inputs.get(member);
      return own !== undefined && !isRequired(own);
    });
    if (optional.length === 0) return [];
    const names = optional.map(({ subgraph }) => subgraph);
    const others = owners.map(({ subgraph }) => subgraph).filter((one) => !names.includes(one));
    const at = coordinate(member);
    const message = `${at}: clients may leave it out of ${listedNames(names)}, and must give it to ${listedNames(others)}.`;
    return [{ coordinate: at, definedBy: names, missingIn: others, message }];
  });
}

const nouns: Readonly<Record<'input' | 'enum', string>> = { input: 'member', enum: 'value' };

function lossesOfType(composed: TypeFacts, subgraphs: readonly SubgraphFacts[]): CompositionLoss[] {
  const { name, kind } = composed;
  const owners = subgraphs.flatMap((one) => {
    const type = one.types.get(name);
    return type === undefined ? [] : [{ subgraph: one.name, type }];
  });
  const coordinate = (member: string): string => `${name}.${member}`;
  if (kind === 'input' || kind === 'enum') {
    const names = (type: TypeFacts): ReadonlySet<string> =>
      new Set(kind === 'input' ? type.inputs.keys() : type.values.keys());
    const members = owners.map(({ subgraph, type }) => ({ subgraph, members: names(type) }));
    const inputs = owners.map(({ subgraph, type }) => ({ subgraph, inputs: type.inputs }));
    return [
      ...lossesOf({ coordinate, noun: nouns[kind], composed: names(composed), in: members }),
      ...requiredOnes(coordinate, composed.inputs, inputs),
    ];
  }
  return [...composed.fields.keys()].flatMap((field) => {
    const its = owners.flatMap(({ subgraph, type }) => {
      const inputs = argumentsOf(type, field);
      return inputs === undefined ? [] : [{ subgraph, inputs }];
    });
    if (its.length < 2) return [];
    const at = (argument: string): string => `${name}.${field}(${argument}:)`;
    const given = argumentsOf(composed, field) ?? new Map<string, never>();
    const members = its.map(({ subgraph, inputs }) => ({ subgraph, members: new Set(inputs.keys()) }));
    return [
      ...lossesOf({ coordinate: at, noun: 'argument', composed: new Set(given.keys()), in: members }),
      ...requiredOnes(at, given, its),
    ];
  });
}

/** Fields that routers ask subgraphs for, and clients never see. */
const ofRouters = new Set(['_service', '_entities']);

/** What a subgraph has of a kind of part, and the supergraph has not, without another subgraph's asking. */
function vanished(composed: Types, { name: subgraph, types, names, applied }: SubgraphFacts): CompositionLoss[] {
  const lost = (coordinate: string, noun: string): CompositionLoss => ({
    coordinate,
    definedBy: [subgraph],
    missingIn: [],
    message: `${coordinate}: "${subgraph}" has this ${noun}, and the composer drops it.`,
  });
  return [...types.values()].flatMap((type) => {
    if (names.isForeign(type.name) || type.name.startsWith('_')) return [];
    const there = composed.get(type.name);
    // What no field leads to any more is not missed by itself: scalars that only a directive's argument has, for one.
    const kinds: readonly KindOfType[] = ['object', 'interface', 'union'];
    if (there === undefined) return kinds.includes(type.kind) ? [lost(type.name, type.kind)] : [];
    const own = [...type.fields.values()].filter((field) => applied(field, 'external').length === 0);
    return [
      ...own
        .filter(({ name }) => !ofRouters.has(name.value) && !there.fields.has(name.value))
        .map(({ name }) => lost(`${type.name}.${name.value}`, 'field')),
      ...[...type.interfaces]
        .filter((one) => !there.interfaces.has(one))
        .map((one) => lost(`${type.name} implements ${one}`, 'interface')),
      ...[...type.members]
        .filter((one) => !there.members.has(one))
        .map((one) => lost(`${type.name} = ${one}`, 'member')),
    ];
  });
}

/** What composition takes away: from clients of which subgraph, and because of which other one. */
export const findLosses = (composed: Types, subgraphs: readonly SubgraphFacts[]): CompositionLoss[] => [
  ...[...composed.values()].flatMap((type) => lossesOfType(type, subgraphs)),
  ...subgraphs.flatMap((one) => vanished(composed, one)),
];
