import { describe, expect, it } from '@jest/globals';
import { attributeOn } from '../../src/catalogue/attributeOn.js';
import {
  createCatalogue,
  currentMeaning,
  meaningsOn,
  nameColumn,
  resolvedColumn,
  resolveName,
} from '../../src/catalogue/catalogue.js';
import { importedColumn, importedKey, isSourceName } from '../../src/catalogue/importedColumn.js';
import { refusal } from '../support/refusal.js';
import { catalogueOf } from './sampleCatalogue.js';

/** AGE moved from one slot to another in February; SIZE was HEIGHT before; COLOUR ended. */
const catalogue = catalogueOf(
  { slot: 'FIELD2', alias: 'AGE', dataType: 'integer', validFrom: '2026-02-01' },
  { slot: 'FIELD1', alias: 'AGE', dataType: 'integer', validTo: '2026-02-01', piiClass: 'DEMOGRAPHIC' },
  { slot: 'FIELD3', alias: 'SIZE', formerNames: ['HEIGHT'], piiClass: 'NONE' },
  { slot: 'STR1', alias: 'COLOUR', validTo: '2026-01-15', piiClass: 'CONTACT' },
  { slot: 'STR1', alias: 'IS_MEMBER', dataType: 'boolean', validFrom: '2026-03-01' },
);

describe('what a name stands for on a day', () => {
  it.each<[asked: string, day: string | null, name: string, dataType: string, column: string | null]>([
    ['AGE', '2026-01-31', 'AGE', 'integer', '"field1"'],
    ['AGE', '2026-02-01', 'AGE', 'integer', '"field2"'],
    ['age', '2026-02-01', 'AGE', 'integer', '"field2"'],
    ['AGE', null, 'AGE', 'integer', null],
    ['SIZE', '2020-01-01', 'SIZE', 'decimal', '"field3"'],
    ['Height', '2020-01-01', 'HEIGHT', 'decimal', '"field3"'],
    ['COLOUR', '2026-01-14', 'COLOUR', 'text', '"str1"'],
    ['COLOUR', '2026-01-15', 'COLOUR', 'text', null],
    ['IS_MEMBER', '2026-02-28', 'IS_MEMBER', 'boolean', null],
    // A slot is what it means on the day; where it means nothing, what its kind holds.
    ['STR1', '2026-01-14', 'STR1', 'text', '"str1"'],
    ['str1', '2026-03-01', 'STR1', 'boolean', '"str1"'],
    ['STR1', '2026-02-01', 'STR1', 'text', '"str1"'],
    ['STR1', null, 'STR1', 'boolean', null],
    ['FIELD2', '2026-01-01', 'FIELD2', 'decimal', '"field2"'],
    ['FIELD2', '2026-02-01', 'FIELD2', 'integer', '"field2"'],
  ])('%s on %s', (asked, day, name, dataType, column) => {
    expect(attributeOn(catalogue, asked, day)).toMatchObject({ name, dataType, column });
  });

  it.each<[asked: string, day: string | null, pii: string | null]>([
    ['AGE', '2026-01-31', 'DEMOGRAPHIC'],
    ['AGE', '2026-02-01', null],
    // It has none of its values on a day that nobody knows: only what all of them are is sure.
    ['AGE', null, null],
    ['HEIGHT', '2026-01-01', 'NONE'],
    ['FIELD1', '2026-01-31', 'DEMOGRAPHIC'],
    ['FIELD3', '2026-01-31', 'NONE'],
    // A slot that means nothing on the day, whatever it meant before.
    ['FIELD1', '2026-02-01', null],
    ['STR1', '2026-01-14', 'CONTACT'],
    ['STR1', '2026-02-01', null],
    ['COLOUR', '2026-02-01', 'CONTACT'],
  ])('the class of %s on %s is %s', (asked, day, pii) => {
    expect(attributeOn(catalogue, asked, day).pii).toBe(pii);
  });

  it.each<[asked: string, sentence: string]>([
    ['HIGHT', 'There is no attribute "HIGHT". Did you mean "HEIGHT"?'],
    // A slot that nothing was ever said of is none, and neither is a column of the table.
    ['STR2', 'There is no attribute "STR2".'],
    ['customer_id', 'There is no attribute "customer_id".'],
    ['', 'There is no attribute "".'],
  ])('%j is unknown', (asked, sentence) => {
    expect(() => attributeOn(catalogue, asked, '2026-02-01')).toThrow(refusal(sentence, 'UNKNOWN_ATTRIBUTE'));
  });
});

describe('the meanings of a name', () => {
  it('are those of all its days, oldest first, whatever the order of rows', () => {
    expect(catalogue.names.get('age')?.meanings.map(({ slot }) => slot)).toEqual(['FIELD1', 'FIELD2']);
    expect(catalogue.namesByGraphqlName.get('age')?.name).toBe('AGE');
    expect(catalogue.namesByGraphqlName.get('isMember')?.meanings.map(({ slot }) => slot)).toEqual(['STR1']);
    expect(catalogue.namesByGraphqlName.has('is_member')).toBe(false);
  });

  it('have one that is current: the open one, else the last', () => {
    const slotOf = (name: string) => currentMeaning(catalogue, name)?.slot;
    expect(['AGE', 'height', 'COLOUR', 'NOTHING'].map(slotOf)).toEqual(['FIELD2', 'FIELD3', 'STR1', undefined]);
    const future = catalogueOf(
      { slot: 'STR1', alias: 'A', validFrom: '2026-01-01', validTo: null },
      { slot: 'STR2', alias: 'A', validFrom: '2025-01-01', validTo: '2026-01-01' },
    );
    expect(currentMeaning(future, 'A')?.slot).toBe('STR1');
  });

  it('hold on days', () => {
    const slotsOn = (day: string) => meaningsOn(catalogue, day).map(({ slot }) => slot);
    expect(slotsOn('2026-01-01')).toEqual(['FIELD1', 'FIELD3', 'STR1']);
    expect(slotsOn('2026-02-01')).toEqual(['FIELD2', 'FIELD3']);
    expect(slotsOn('2026-03-01')).toEqual(['FIELD2', 'FIELD3', 'STR1']);
  });
});

describe('how a name is read from a row', () => {
  it.each<[name: string, key: string, expression: string, dataType: string]>([
    ['SIZE', 'size', 'trim_scale("field3")', 'decimal'],
    ['HEIGHT', 'height', 'trim_scale("field3")', 'decimal'],
    ['COLOUR', 'colour', `case when profile_date < '2026-01-15' then "str1" end`, 'text'],
    [
      'IS_MEMBER',
      'isMember',
      `case when profile_date >= '2026-03-01' then lower("str1") in ('true', 't', 'yes', 'y', '1') end`,
      'boolean',
    ],
    ['STR1', 'str1', '"str1"', 'text'],
    ['FIELD1', 'field1', 'trim_scale("field1")', 'decimal'],
  ])('%s', (name, key, expression, dataType) => {
    expect(resolvedColumn(resolveName(catalogue, name))).toEqual({ key, expression, dataType });
  });

  it('by the slot that it had on each day', () => {
    const name = catalogue.names.get('age');
    const whole = (slot: string): string => `case when abs("${slot}") < 9223372036854775807 then "${slot}"::bigint end`;
    expect(name && nameColumn(name).expression).toBe(
      `case when profile_date < '2026-02-01' then ${whole('field1')} when profile_date >= '2026-02-01' then ${whole('field2')} end`,
    );
  });
});

it('retired names are answered as long as they are kept, and not once they were given again', () => {
  const meaning = catalogue.meanings[2];
  const retired = [
    { name: 'LENGTH', dataType: 'decimal' as const, fieldId: meaning?.fieldId ?? 0, seconds: 90 },
    { name: 'Size', dataType: 'decimal' as const, fieldId: meaning?.fieldId ?? 0, seconds: 30 },
    { name: 'GONE', dataType: 'text' as const, fieldId: 99, seconds: 60 },
  ];
  const found = createCatalogue(2, catalogue.meanings, retired);
  expect([...found.retired.keys()]).toEqual(['length', 'gone']);
  expect(found.retired.get('length')?.meanings.map(({ alias }) => alias)).toEqual(['SIZE']);
  expect(found.retired.get('gone')?.meanings).toEqual([]);
  expect(found.retiredFor).toBe(30);
  expect(found.names.has('length')).toBe(false);
  expect([catalogue.retired.size, catalogue.retiredFor]).toEqual([0, undefined]);
});

describe('the key of an imported column', () => {
  it.each<[source: string, name: string, key: string]>([
    ['loyalty', 'AGE', 'imported.loyalty.AGE'],
    ['a', 'a_1', 'imported.a.a_1'],
    ['a'.repeat(40), 'Z', `imported.${'a'.repeat(40)}.Z`],
  ])('of %s and %s is %s, both ways', (source, name, key) => {
    expect(importedKey({ source, name })).toBe(key);
    expect(importedColumn(key)).toEqual({ source, name });
  });

  it.each([
    null,
    '',
    'age',
    'imported.',
    'imported.a',
    'imported.a.',
    'imported.A.b',
    'imported.1.b',
    'imported.a.b.c',
    'imported.a.1',
    ' imported.a.b',
  ])('%j is none', (key) => {
    expect(importedColumn(key)).toBeUndefined();
  });

  it('has a source of small letters, a letter first, at most 40', () => {
    expect(['a', 'web_sessions', 'x9', 'a'.repeat(40)].filter(isSourceName)).toHaveLength(4);
    expect(['', 'A', '9x', '_a', 'a-b', 'a.b', 'ä', 'a b', 'a'.repeat(41)].filter(isSourceName)).toEqual([]);
  });
});
