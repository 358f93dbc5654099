import { print } from 'graphql';
import type { SubgraphFacts } from '../facts/readSubgraph.js';

interface Fault {
  readonly message: string;
}

/** How a subgraph defines what a coordinate names; undefined where it does not. */
function definitionIn({ types }: SubgraphFacts, coordinate: string): string | undefined {
  const [, typeName = '', member, argument] = /^([A-Za-z_]\w*)(?:\.(\w+))?(?:\((\w+):?\))?$/.exec(coordinate) ?? [];
  const type = types.get(typeName);
  if (type === undefined) return undefined;
  if (member === undefined) return `${type.isExtension ? 'extend ' : ''}${type.kind === 'object' ? 'type' : type.kind}`;
  const field = type.fields.get(member);
  if (argument !== undefined) {
    const given = field?.arguments?.find(({ name }) => name.value === argument);
    return given && print(given.type);
  }
  const typed = field ?? type.inputs.get(member);
  if (typed === undefined) return type.values.has(member) ? 'a value' : undefined;
  const directives = (typed.directives ?? [])
    .filter(({ name }) => name.value !== 'deprecated')
    .map((one) => print(one));
  return [print(typed.type), ...directives].join(' ');
}

/** The coordinates that a sentence names, the longest alone: `Customer.email`, `Query.orders(first:)`, `Order`. */
function coordinatesIn(message: string, subgraphs: readonly SubgraphFacts[]): string[] {
  const found = message.match(/\b[A-Za-z_]\w*(?:\.\w+(?:\(\w+:?\))?)?/g) ?? [];
  const known = [...new Set(found)].filter((one) => subgraphs.some((each) => definitionIn(each, one) !== undefined));
  const members = known.filter((one) => one.includes('.'));
  return members.length > 0 ? members : known;
}

/** The query of a fault that says what cannot be answered, on one line. */
const onOneLine = (message: string): string =>
  message
    .replace(
      /^The following supergraph API query:\n([\s\S]*?)\ncannot be satisfied by the subgraphs because:/,
      (_, query: string) => `the query ${query.replace(/\s+/g, ' ')} cannot be answered:`,
    )
    .replace(/\s*\n\s*-?\s*/g, ' ')
    .trim();

/** Coordinates that one fault tells of. */
const mostTold = 4;

/**
 * A fault of the composer as one sentence that also tells which subgraphs define what it is about, and how: the composer
 * often names but one of them, or none.
 */
export function describeFault({ message }: Fault, subgraphs: readonly SubgraphFacts[]): string {
  const sentence = onOneLine(message).replace(/\.$/, '');
  const told = coordinatesIn(message, subgraphs)
    .slice(0, mostTold)
    .flatMap((coordinate) => {
      const having = subgraphs.flatMap((one) => {
        const definition = definitionIn(one, coordinate);
        return definition === undefined ? [] : [{ name: one.name, definition }];
      });
      if (having.every(({ name }) => message.includes(`"${name}"`))) return [];
      return [`${coordinate}: ${having.map(({ name, definition }) => `"${name}" has \`${definition}\``).join(', ')}`];
    });
  return told.length === 0 ? `${sentence}.` : `${sentence} (${told.join('; ')}).`;
}
