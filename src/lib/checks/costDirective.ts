/**
 * Which directive of the cost specification a name is of: `cost` or `listSize`; undefined for any other. A schema that does not import
 * them has a prefix before the name.
 */
export function costDirective(name: string): 'cost' | 'listSize' | undefined {
  const [, own] = /^(?:\w+__)?(cost|listSize)$/.exec(name) ?? [];
  return own as 'cost' | 'listSize' | undefined;
}
