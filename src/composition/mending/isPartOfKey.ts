import { textArgument } from '../facts/specificationNames.js';
import type { SubgraphFacts } from '../facts/readSubgraph.js';
import type { TypeFacts } from '../facts/TypeFacts.js';

/** Whether a field of a type belongs to one of its keys in a subgraph. */
export function isPartOfKey({ applied }: SubgraphFacts, type: TypeFacts, field: string): boolean {
  const keys = applied(type, 'key').map((key) => textArgument(key, 'fields') ?? '');
  return keys.some((fields) => fields.split(/[^A-Za-z0-9_]+/).includes(field));
}
