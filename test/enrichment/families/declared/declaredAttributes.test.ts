import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { declaredClasses } from '../../../../src/words/piiClasses.js';
import { readConfig } from '../../../../src/config.js';
import { createRegistry } from '../../../../src/enrichment/families/registry.js';
import { dataTypeNames } from '../../../../src/words/dataTypes.js';

const folder = mkdtempSync(join(tmpdir(), 'facet-attributes-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What a file with attributes is read as. */
function configOf(attributes: readonly unknown[], more: object = {}) {
  const FACET_CONFIG = join(folder, 'facet.yml');
  writeFileSync(FACET_CONFIG, stringify({ enrichment: { attributes, ...more } }));
  return readConfig({ FACET_CONFIG });
}

const description = 'For a test.';
const count = { name: 'carts', kind: 'count', source: 'activity', description };
const sum = { ...count, name: 'spent', kind: 'sum', column: 'price' };
const ratio = { name: 'share', kind: 'ratio', of: 'carts', to: 'spent', description };
const rank = { name: 'place', kind: 'rank', of: 'carts', description };

const isName = 'is not a name of lower-case letters, digits and _ (63 at most, a letter first)';
const isWindow =
  'is not a number of days, weeks, months or years such as 30d, 4w, 3m, 1y, nor this_month, last_month or last_3_months';

describe('a broken attribute is named by its key', () => {
  it.each([
    [{ ...count, name: 'Carts' }, `.name: ${isName}`],
    [{ ...count, name: 'x'.repeat(64) }, `.name: ${isName}`],
    [{ ...count, name: 'x"; drop' }, `.name: ${isName}`],
    [{ ...count, name: 'customer_id' }, '.name: is the name of a column that attributes have beside them'],
    [{ ...count, kind: 'colour' }, '.kind: is none of count,'],
    [{ ...count, kind: undefined }, '.kind: is none of count,'],
    [{ ...count, source: 'facet.customers' }, '.source: Invalid option'],
    [{ ...count, window: '30' }, `.window: ${isWindow}`],
    [{ ...count, window: '0d' }, `.window: ${isWindow}`],
    [{ ...count, window: '9999y' }, `.window: ${isWindow}`],
    [{ ...count, window: "1d'" }, `.window: ${isWindow}`],
    [{ ...count, column: 'price' }, '.0: Unrecognized key: "column"'],
    [{ ...sum, column: undefined }, '.column: is missing: name the column that is measured'],
    [{ ...count, description: undefined }, '.description: is missing: say in a sentence what the attribute means'],
    [{ ...count, type: 'text' }, '.type: Invalid option'],
    [{ ...sum, kind: 'unique_list', type: 'integer' }, '.type: Invalid input: expected "text"'],
    [{ ...count, piiClass: 'SECRET' }, '.piiClass: Invalid option'],
    [{ ...count, direction: 'UP' }, '.direction: Invalid option'],
    [{ ...count, where: { event_type: { iz: 'cart' } } }, '.where.event_type: Unrecognized key: "iz"'],
    [{ ...count, where: { event_type: 'cart' } }, '.where.event_type: is not an operator and a value'],
    [{ ...count, where: { event_type: {} } }, '.where.event_type: names no operator'],
    [{ ...count, where: { or: [{}] } }, '.where.or.0: says nothing: give it a condition'],
    [{ ...count, where: { not: {} } }, '.where.not: says nothing: give it a condition'],
    [{ ...count, where: { a: { in: 'cart' } } }, '.where.a.in: '],
    [{ ...count, where: { a: { in: Array(10_001).fill('a') } } }, '.where.a.in: '],
    [
      { ...count, where: { a: { between: { from: 9, to: '10' } } } },
      '.where.a.between: has a text and a number as its ends',
    ],
    [{ ...count, where: { or: [{ a: { gt: true } }] } }, '.where.or.0.a.gt: is not a text or a number'],
    [{ ...count, where: { a: { is: null } } }, '.where.a.is: is not a text, a number, or true or false'],
    [{ ...count, where: { a: { is: 'a\0' } } }, '.where.a.is: holds a NUL or half a character'],
    [{ ...rank, method: 'ntile' }, '.buckets: is missing: ntile needs a number of buckets'],
    [{ ...rank, buckets: 4 }, '.buckets: is only used by the method ntile'],
    [{ ...rank, method: 'ntile', buckets: 1 }, '.buckets: '],
    [{ ...rank, window: '3d' }, '.0: Unrecognized key: "window"'],
    [{ ...ratio, to: undefined }, '.to: '],
  ])('%j', (attribute, sentence) => {
    expect(() => configOf([attribute])).toThrow(`enrichment.attributes.0${sentence.replace(/^\.0/, '')}`);
  });
});

describe('a declared attribute that does not fit the others is named', () => {
  it.each<[string, readonly unknown[], string]>([
    [
      'a name of a built-in',
      [{ ...count, name: 'age' }],
      'enrichment.attributes.0.name: "age" is taken by the built-in attribute "age"',
    ],
    [
      'a name twice',
      [count, sum, { ...count }],
      'enrichment.attributes.2.name: "carts" is taken by the attribute "carts" of enrichment.attributes.0',
    ],
    [
      'an alias of a built-in',
      [{ ...count, alias: 'Ecom_Number_Of_Orders' }],
      'enrichment.attributes.0.alias: the alias "Ecom_Number_Of_Orders" of the attribute "carts" is taken by the built-in attribute "ecom_number_of_orders" with the alias "ECOM_NUMBER_OF_ORDERS"',
    ],
    [
      'an alias twice',
      [count, { ...sum, alias: 'carts' }],
      'enrichment.attributes.1.alias: the alias "carts" of the attribute "spent" is taken by the attribute "carts" of enrichment.attributes.0',
    ],
    ['an alias that is none', [{ ...count, alias: '1 cart' }], 'The alias "1 cart" is refused'],
    [
      'an unknown attribute',
      [count, { ...ratio, to: 'cart' }],
      'enrichment.attributes.1.to: there is no calculated attribute "cart". Did you mean "carts"',
    ],
    ['an attribute below', [rank, count], 'enrichment.attributes.0.of: the attribute "carts" is not declared above'],
    ['itself', [{ ...rank, of: 'place' }], 'enrichment.attributes.0.of: the attribute "place" is not declared above'],
    [
      'a text to divide',
      [count, { ...ratio, to: 'city' }],
      'enrichment.attributes.1.to: the attribute "city" is text, and number is needed',
    ],
    [
      'a text to rank',
      [{ ...rank, of: 'city' }],
      'enrichment.attributes.0.of: the attribute "city" is text, and number or date or datetime is needed',
    ],
    [
      'a text to take away from',
      [{ name: 'rest', kind: 'difference', of: 'city', less: 'age', description }],
      'enrichment.attributes.0.of: the attribute "city" is text, and number or date is needed',
    ],
    [
      'a date to take away from a number',
      [{ name: 'rest', kind: 'difference', of: 'age', less: 'birthdate', description }],
      'enrichment.attributes.0.less: the attribute "birthdate" is date, and number is needed',
    ],
    [
      'a number without a month',
      [{ name: 'month', kind: 'calendar_month', of: 'age', description }],
      'enrichment.attributes.0.of: the attribute "age" is integer, and date or datetime is needed',
    ],
    [
      'nobody to rank among',
      [count, { ...rank, among: 'nobody' }],
      'enrichment.attributes.1.among: there is no calculated attribute "nobody"',
    ],
  ])('%s', (_, attributes, sentence) => {
    expect(() => createRegistry(configOf(attributes))).toThrow(sentence);
  });
});

describe('a declared attribute', () => {
  const definitionOf = (attribute: { readonly name: string; readonly [key: string]: unknown }) =>
    createRegistry(configOf([attribute])).definitions.find(({ name }) => name === attribute.name);

  it('has what it is given, and the rest by its kind', () => {
    expect(definitionOf(count)).toMatchObject({
      name: 'carts',
      alias: 'CARTS',
      dataType: 'integer',
      category: 'Custom',
      absent: '0',
    });
    const words = {
      label: 'Spent',
      alias: 'MONEY',
      description: 'Sum of prices.',
      unit: 'currency',
      category: 'Money',
      piiClass: 'LOCATION',
      direction: 'HIGHER_IS_BETTER',
    };
    expect(definitionOf({ ...sum, ...words, type: 'bigint' })).toMatchObject({ ...words, dataType: 'bigint' });
  });

  it.each([
    ['sum', 'decimal'],
    ['min', 'decimal'],
    ['max', 'decimal'],
    ['average', 'float'],
    ['distinct', 'integer'],
    ['first', 'text'],
    ['last', 'text'],
    ['most_frequent', 'text'],
    ['unique_list', 'text'],
  ])('of the kind %s is %s', (kind, dataType) => {
    expect(definitionOf({ ...sum, kind })).toMatchObject({ dataType });
  });

  it('may be of every class and, where texts are kept, of every type of the catalogue', () => {
    expect(declaredClasses.map((piiClass) => definitionOf({ ...count, piiClass })?.piiClass)).toEqual([
      ...declaredClasses,
    ]);
    expect(() => configOf([{ ...count, piiClass: '' }])).toThrow(declaredClasses.map((one) => `"${one}"`).join('|'));
    const types = dataTypeNames.map((type) => definitionOf({ ...sum, kind: 'last', type })?.dataType);
    expect(types).toEqual(dataTypeNames);
  });

  it('is left out, and what it is made of kept, as enrichment.only says', () => {
    const { families } = createRegistry(configOf([count, sum, ratio], { only: ['share'] }));
    const names = families
      .filter(({ isOfMaster }) => isOfMaster !== true)
      .map(({ name, attributes }) => [name, attributes.length]);
    expect(names).toEqual([
      ['measures_activity', 2],
      ['derived', 1],
    ]);
    expect(() => createRegistry(configOf([count], { only: ['cart'] }))).toThrow(
      'There is no calculated attribute "cart".',
    );
  });
});
