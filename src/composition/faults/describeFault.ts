import type { SubgraphFacts } from '../facts/readSubgraph.js';
import { definitionIn } from './definitionIn.js';
import { coordinatesOf } from './coordinatesOf.js';

interface Fault {
  readonly message: string;
}

/** The coordinates that a sentence names, members before types: `Customer.email`, `Query.orders(first:)`, `Order`. */
function coordinatesIn(message: string, subgraphs: readonly SubgraphFacts[]): string[] {
  const found = message.match(/\b[A-Za-z_]\w*(?:\.\w+(?:\(\w+:?\))?)?/g) ?? [];
  const known = [...new Set(found)].filter((one) => subgraphs.some((each) => definitionIn(each, one) !== undefined));
  const members = known.filter((one) => one.includes('.'));
  return members.length > 0 ? members : known;
}

/** The sentence of the composer on one line, with the name of a single subgraph as it names several. */
const onOneLine = (message: string): string =>
  message
    .replace(
      /^The following supergraph API query:\n([\s\S]*?)\ncannot be satisfied by the subgraphs because:/,
      (_, query: string) => `the query ${query.replace(/\s+/g, ' ')} cannot be answered:`,
    )
    .replace(/^\[([\w-]+)\] /, '"$1": ')
    .replace(/\s*\n\s*-?\s*/g, ' ')
    .trim()
    .replace(/\.$/, '');

/** Coordinates that one fault tells of. */
const mostTold = 4;

/** How each subgraph defines what a fault is about, where its sentence does not name them all. */
function definitions(sentence: string, subgraphs: readonly SubgraphFacts[]): string[] {
  return coordinatesIn(sentence, subgraphs)
    .slice(0, mostTold)
    .flatMap((coordinate) => {
      const having = subgraphs.flatMap((one) => {
        const definition = definitionIn(one, coordinate);
        return definition === undefined ? [] : [{ name: one.name, definition }];
      });
      if (having.every(({ name }) => sentence.includes(`"${name}"`))) return [];
      const told = having.map(({ name, definition }) => `"${name}" has \`${definition}\``);
      return [`${coordinate}: ${told.join(', ')}`];
    });
}

/** Where what a single subgraph does not know stands in it. */
function places(sentence: string, subgraphs: readonly SubgraphFacts[]): string[] {
  const [, name, unknown] = /^"([\w-]+)": Unknown (?:type|directive) "?(@?\w+)"?/.exec(sentence) ?? [];
  const subgraph = subgraphs.find((one) => one.name === name);
  if (subgraph === undefined || unknown === undefined) return [];
  const found = coordinatesOf(subgraph, unknown);
  return found.length === 0 ? [] : [`at ${found.slice(0, mostTold).join(', ')}`];
}

/**
 * A fault of the composer as one sentence that also tells which subgraphs define what it is about, and how: the composer
 * often names but one of them, or none.
 */
export function describeFault({ message }: Fault, subgraphs: readonly SubgraphFacts[]): string {
  const sentence = onOneLine(message);
  const added = [...places(sentence, subgraphs), ...definitions(sentence, subgraphs)];
  return added.length === 0 ? `${sentence}.` : `${sentence} (${added.join('; ')}).`;
}
