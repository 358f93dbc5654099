import { describe, expect, it } from '@jest/globals';
import {
  baseAttributes,
  catalogueKey,
  isDerived,
  labelOf,
  type AttributeDefinition,
} from '../../../src/enrichment/definitions/definition.js';
import { quoted } from '../../../src/enrichment/definitions/quoted.js';
import { ratio } from '../../../src/enrichment/definitions/ratio.js';
import { withSources } from '../../../src/enrichment/definitions/withSources.js';
import { refusal } from '../../support/refusal.js';

const words = { description: 'For a test.', dataType: 'decimal', category: 'Test', piiClass: 'NONE' } as const;

const base = (name: string): AttributeDefinition => ({ ...words, name, alias: name.toUpperCase(), sql: '1' });

const derived = (name: string, ...from: readonly string[]): AttributeDefinition => ({
  ...words,
  name,
  alias: name.toUpperCase(),
  derived: { from, sql: '1' },
});

/** a and b are read from rows; c is of a, d of b and c, e of d; f stands alone. */
const definitions = [derived('e', 'd'), base('a'), base('b'), derived('c', 'a'), derived('d', 'b', 'c'), base('f')];

describe('attributes with those that they are made of', () => {
  it.each<[names: string[], all: string]>([
    [[], ''],
    [['a'], 'a'],
    [['c'], 'ac'],
    [['d'], 'abcd'],
    [['e'], 'abcde'],
    [['f', 'c'], 'acf'],
    [['c', 'c', 'a'], 'ac'],
  ])('%j', (names, all) => {
    expect([...withSources(definitions, names)].toSorted().join('')).toBe(all);
  });

  it('come to an end where some are made of each other', () => {
    expect([...withSources([derived('x', 'y'), derived('y', 'x')], ['x'])]).toEqual(['x', 'y']);
  });

  it('are refused where one of them is unknown', () => {
    expect(() => withSources([base('width')], ['width', 'colour'])).toThrow(
      refusal('There is no calculated attribute "colour".', 'UNKNOWN_ATTRIBUTE'),
    );
  });

  it('suggest one that is meant', () => {
    expect(() => withSources([base('width'), base('height')], ['hight'])).toThrow(
      refusal('There is no calculated attribute "hight". Did you mean "height"?', 'UNKNOWN_ATTRIBUTE'),
    );
    expect(() => withSources([derived('share', 'nothing')], ['share'])).toThrow(
      'There is no calculated attribute "nothing".',
    );
  });
});

describe('a definition', () => {
  it('has its name as the key in the catalogue, or one of its own', () => {
    expect([catalogueKey(base('age')), catalogueKey({ ...base('age'), key: 'age_2' })]).toEqual(['age', 'age_2']);
  });

  it('is called by its name with blanks, or by its label', () => {
    expect(labelOf(base('days_since_last_visit'))).toBe('Days since last visit');
    expect(labelOf({ ...base('aov'), label: 'Average order' })).toBe('Average order');
  });

  it('is derived, or read from the rows of its family', () => {
    expect(definitions.map(isDerived)).toEqual([true, false, false, true, true, false]);
    expect(baseAttributes({ attributes: definitions }).map(({ name }) => name)).toEqual(['a', 'b', 'f']);
  });
});

describe('a ratio', () => {
  it('names each attribute once that it needs', () => {
    expect(ratio('carts', 'visits').from).toEqual(['carts', 'visits']);
    expect(ratio('visits', 'visits').from).toEqual(['visits']);
  });

  it('quotes names as PostgreSQL does', () => {
    expect(['a', 'A b', 'a"b', ''].map(quoted)).toEqual(['"a"', '"A b"', '"a""b"', '""']);
    expect(ratio('a"b', 'c', { absent: '0' }).sql).toBe('round(coalesce("a""b", 0)::numeric / nullif("c", 0), 10)');
  });
});
