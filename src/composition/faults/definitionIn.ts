import { print } from 'graphql';
import type { SubgraphFacts } from '../facts/readSubgraph.js';
import type { TypeFacts } from '../facts/TypeFacts.js';

function ofType({ kind, isExtension, inputs, values }: TypeFacts): string {
  const members = [...inputs.keys(), ...values.keys()];
  const name = kind === 'object' ? 'type' : kind;
  return `${isExtension ? 'extend ' : ''}${name}${members.length > 0 ? ` { ${members.join(' ')} }` : ''}`;
}

/** How a subgraph defines what a coordinate such as `Query.orders(first:)` names; undefined where it does not. */
export function definitionIn({ types }: SubgraphFacts, coordinate: string): string | undefined {
  const [, typeName = '', member, argument] = /^([A-Za-z_]\w*)(?:\.(\w+))?(?:\((\w+):?\))?$/.exec(coordinate) ?? [];
  const type = types.get(typeName);
  if (type === undefined || member === undefined) return type && ofType(type);
  const field = type.fields.get(member);
  if (argument !== undefined) {
    const given = field?.arguments?.find(({ name }) => name.value === argument);
    return given && print(given.type);
  }
  const typed = field ?? type.inputs.get(member);
  if (typed === undefined) return type.values.has(member) ? 'a value' : undefined;
  const directives = (typed.directives ?? []).filter(({ name }) => name.value !== 'deprecated');
  return [print(typed.type), ...directives.map((one) => print(one))].join(' ');
}
