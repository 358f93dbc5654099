import { expect, test } from '@jest/globals';
import { nullTexts, parseColumnMapping } from '../../../../src/ingest/import/config/columnMapping.js';
import { refusal } from '../../../support/refusal.js';

test.each<[source: unknown, mapping: object]>([
  ['name', { expression: 'name' }],
  [7, { expression: 7 }],
  [null, { expression: null }],
  [undefined, { expression: undefined }],
  [['name'], { expression: ['name'] }],
  [{ column: 'name' }, { expression: { column: 'name' } }],
  [{}, { expression: {} }],
  [
    { column: 'at', format: 'DD.MM.YYYY' },
    { format: 'DD.MM.YYYY', expression: { column: 'at' } },
  ],
  [
    { column: 'at', format: '' },
    { format: '', expression: { column: 'at' } },
  ],
  [
    { column: 'at', zone: 'Europe/London' },
    { zone: 'Europe/London', expression: { column: 'at' } },
  ],
  [
    { column: 'at', nulls: '-' },
    { nulls: ['-'], expression: { column: 'at' } },
  ],
  [
    { column: 'at', nulls: [] },
    { nulls: [], expression: { column: 'at' } },
  ],
  [
    { column: 'at', nulls: ['', 'NA'] },
    { nulls: ['', 'NA'], expression: { column: 'at' } },
  ],
  [
    { column: 'at', onBad: null },
    { onBad: null, expression: { column: 'at' } },
  ],
  [
    { column: 'at', yearsFrom: 1 },
    { yearsFrom: 1, expression: { column: 'at' } },
  ],
  [
    { column: 'at', yearsFrom: 9900 },
    { yearsFrom: 9900, expression: { column: 'at' } },
  ],
  // What are no options is of the expression, which refuses it.
  [
    { format: 'iso', zone: 'UTC', nulls: '?', onBad: null, yearsFrom: 1930, sum: ['a'], more: 1 },
    { format: 'iso', zone: 'UTC', nulls: ['?'], onBad: null, yearsFrom: 1930, expression: { sum: ['a'], more: 1 } },
  ],
])('%j', (source, mapping) => {
  expect(parseColumnMapping(source, 'here')).toEqual(mapping);
});

test.each<[source: object, sentence: string]>([
  [{ format: 1 }, 'here.format is not a text.'],
  [{ format: null }, 'here.format is not a text.'],
  [{ zone: 'London' }, 'here.zone: is no IANA time zone (such as Europe/London).'],
  [{ zone: '+01:00' }, 'here.zone: is no IANA time zone (such as Europe/London).'],
  [{ zone: 1 }, 'here.zone: is no IANA time zone (such as Europe/London).'],
  [{ onBad: 'null' }, 'here.onBad can only be null: a bad value is then no value, else its row is a reject.'],
  [{ onBad: false }, 'here.onBad can only be null: a bad value is then no value, else its row is a reject.'],
  [{ yearsFrom: 0 }, 'here.yearsFrom is no year from 1 to 9900, such as 1930.'],
  [{ yearsFrom: 9901 }, 'here.yearsFrom is no year from 1 to 9900, such as 1930.'],
  [{ yearsFrom: 1930.5 }, 'here.yearsFrom is no year from 1 to 9900, such as 1930.'],
  [{ yearsFrom: '1930' }, 'here.yearsFrom is no year from 1 to 9900, such as 1930.'],
  [{ yearsFrom: null }, 'here.yearsFrom is no year from 1 to 9900, such as 1930.'],
  [{ nulls: [1] }, 'here.nulls is neither a text nor a list of texts.'],
  [{ nulls: { a: 1 } }, 'here.nulls is neither a text nor a list of texts.'],
  [{ nulls: null }, 'here.nulls is neither a text nor a list of texts.'],
])('%j is refused', (options, sentence) => {
  expect(() => parseColumnMapping({ column: 'a', ...options }, 'here')).toThrow(refusal(sentence, 'BAD_CONFIG'));
});

test('texts that mean no value are one or a list', () => {
  expect([nullTexts('NA', 'here'), nullTexts(['', '-'], 'here')]).toEqual([['NA'], ['', '-']]);
  expect(() => nullTexts(['', 0], 'here.nulls')).toThrow(
    refusal('here.nulls is neither a text nor a list of texts.', 'BAD_CONFIG'),
  );
});
