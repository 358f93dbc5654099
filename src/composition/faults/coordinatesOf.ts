import type { ConstDirectiveNode, FieldDefinitionNode, InputValueDefinitionNode } from 'graphql';
import type { SubgraphFacts } from '../facts/readSubgraph.js';
import { namedTypeOf } from '../../supergraph/namedTypeOf.js';

interface Part {
  readonly coordinate: string;
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
  readonly type?: FieldDefinitionNode['type'];
}

const partsOf = (owner: string, parts: Iterable<FieldDefinitionNode | InputValueDefinitionNode>): Part[] =>
  [...parts].map(({ name, type, directives }) => ({ coordinate: `${owner}.${name.value}`, type, directives }));

/** The coordinates of a subgraph that are of a type, or have a directive that begins with `@`. */
export function coordinatesOf({ types }: SubgraphFacts, wanted: string): string[] {
  const parts = [...types.values()].flatMap(
    ({ name, directives, fields, inputs, values, interfaces, members }): Part[] => [
      { coordinate: name, directives },
      ...partsOf(name, fields.values()),
      ...partsOf(name, inputs.values()),
      ...[...fields.values()].flatMap((field) =>
        (field.arguments ?? []).map((one) => ({
          coordinate: `${name}.${field.name.value}(${one.name.value}:)`,
          type: one.type,
          directives: one.directives,
        })),
      ),
      ...[...values.values()].map((value) => ({
        coordinate: `${name}.${value.name.value}`,
        directives: value.directives,
      })),
      ...[...interfaces, ...members].filter((one) => one === wanted).map(() => ({ coordinate: name })),
    ],
  );
  const isIt = ({ type, directives = [] }: Part): boolean =>
    wanted.startsWith('@')
      ? directives.some(({ name }) => `@${name.value}` === wanted)
      : type !== undefined && namedTypeOf(type) === wanted;
  const implementing = parts.filter((part) => part.type === undefined && part.directives === undefined);
  return [...parts.filter(isIt), ...implementing].map(({ coordinate }) => coordinate);
}
