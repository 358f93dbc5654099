import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Kind, parse, type SelectionSetNode } from 'graphql';
import { readTypes } from '../../../src/composition/facts/readTypes.js';
import { expandFieldSet } from '../../../src/composition/mending/expandFieldSet.js';

const types = readTypes(
  parse(`
    type Holder { any: Any top: Top }
    interface Top { t: Int next: Top }
    interface Mid implements Top { t: Int m: Int next: Top }
    union Any = A | C
    type A implements Top & Mid { t: Int m: Int a: Int next: Top }
    type B implements Top & Mid { t: Int m: Int b: Int next: Top }
    type C implements Top { t: Int c: Int next: Top }
    type Apart { x: Int }`),
);
/** What each object is, by hand. */
const kinds: Readonly<Record<string, readonly string[]>> = {
  A: ['A', 'Mid', 'Top', 'Any'],
  B: ['B', 'Mid', 'Top'],
  C: ['C', 'Top', 'Any'],
};

function setOf(text: string): SelectionSetNode {
  const [operation] = parse(`{ ${text} }`).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error(text);
  return operation.selectionSet;
}

/** The paths of the fields that a selection asks of an object, with each object that may be behind them. */
function asked({ selections }: SelectionSetNode, object: string): string[] {
  return selections.flatMap((one) => {
    if (one.kind === Kind.FRAGMENT_SPREAD) throw new Error('A spread');
    if (one.kind === Kind.INLINE_FRAGMENT)
      return kinds[object]?.includes(one.typeCondition?.name.value ?? object) ? asked(one.selectionSet, object) : [];
    if (one.name.value === '__typename') return [];
    if (one.selectionSet === undefined) return [one.name.value];
    const behind = one.name.value === 'any' ? ['A', 'C'] : Object.keys(kinds);
    return behind.flatMap((below) =>
      asked(one.selectionSet as SelectionSetNode, below).map((path) => `${one.name.value} ${below} ${path}`),
    );
  });
}

function conditions({ selections }: SelectionSetNode): string[] {
  return selections.flatMap((one) =>
    one.kind === Kind.FRAGMENT_SPREAD
      ? []
      : [
          ...(one.kind === Kind.INLINE_FRAGMENT ? [one.typeCondition?.name.value ?? 'none'] : []),
          ...(one.selectionSet === undefined ? [] : conditions(one.selectionSet)),
        ],
  );
}

const fieldsOf: Readonly<Record<string, readonly string[]>> = {
  Top: ['t'],
  Mid: ['t', 'm'],
  A: ['a', 'm'],
  B: ['b'],
  C: ['c'],
  Any: ['__typename'],
};

/** A selection of a type, in which fragments on all kinds of types stand in each other. */
function selectionOf(type: string, depth: number): fc.Arbitrary<string> {
  const leaf = fc.constantFrom(...(fieldsOf[type] ?? ['__typename']));
  if (depth === 0) return leaf;
  const next = selectionOf('Top', depth - 1).map((below) => `next { ${below} }`);
  const fragment = fc
    .constantFrom('Top', 'Mid', 'Any', 'A', 'B', 'C')
    .chain((condition) => selectionOf(condition, depth - 1).map((below) => `... on ${condition} { ${below} }`));
  const parts = type === 'Any' ? [leaf, fragment] : [leaf, next, fragment];
  return fc.array(fc.oneof(...parts), { minLength: 1, maxLength: 3 }).map((all) => all.join(' '));
}

describe('expandFieldSet', () => {
  it('asks the same of each object, with fragments on objects alone', () =>
    fc.assert(
      fc.property(fc.constantFrom('top', 'any'), selectionOf('Top', 3), (field, selection) => {
        const text = field === 'top' ? `top { ${selection} }` : `any { ... on Top { ${selection} } }`;
        const expanded = setOf(expandFieldSet(text, 'Holder', types));
        for (const object of Object.keys(kinds)) {
          const of = (set: SelectionSetNode) => new Set(asked(set, object));
          expect(of(expanded)).toEqual(of(setOf(text)));
        }
        const abstract = conditions(expanded).filter((one) => !Object.hasOwn(kinds, one));
        expect(text.includes('...') ? abstract : []).toEqual([]);
      }),
      { numRuns: 300, seed: 5 },
    ));

  it.each([
    ['top { t }', 'top { t }'],
    ['top { ... on Mid { m } }', 'top { ... on A { m } ... on B { m } }'],
    ['top { ... { t } }', 'top { t }'],
    ['top { ... on Apart { x } }', 'top { __typename }'],
    ['any { ... on Mid { m } }', 'any { ... on A { m } }'],
    ['top { ...', 'top { ...'],
    ['gone { ... on Mid { m } }', 'gone { ... on Mid { m } }'],
  ])('makes of %s %s', (text, expanded) => expect(expandFieldSet(text, 'Holder', types)).toBe(expanded));

  it('leaves what would become too large', () => {
    const deep = (depth: number): string => (depth === 0 ? 't' : `next { ... on Mid { ${deep(depth - 1)} } t }`);
    const text = `top { ${deep(20)} }`;
    expect(expandFieldSet(text, 'Holder', types)).toBe(text);
  });
});
