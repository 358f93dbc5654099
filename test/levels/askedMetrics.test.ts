import { describe, expect, it } from '@jest/globals';
import { appNamed, checkMetrics, distinctTexts, type AskedMetrics } from '../../src/levels/askedMetrics.js';
import { grainsOf, levelsOf, type DefinitionRow } from '../../src/levels/definitions.js';
import type { App } from '../../src/scope.js';
import { refusal } from '../support/refusal.js';

const apps: readonly App[] = [
  { name: 'shop', timeZone: 'Europe/Berlin', isDefault: false },
  { name: 'default', timeZone: 'UTC', isDefault: true },
  { name: 'tokyo', timeZone: 'Asia/Tokyo', isDefault: false },
];

describe('the application of a question', () => {
  it.each<[asked: string | null | undefined, name: string]>([
    [undefined, 'default'],
    [null, 'default'],
    ['default', 'default'],
    ['shop', 'shop'],
  ])('%s is %s', (asked, name) => {
    expect(appNamed(apps, asked).name).toBe(name);
  });

  it.each<[asked: string, sentence: string]>([
    ['shopp', 'There is no application "shopp", only shop, default, tokyo. Did you mean "shop"?'],
    ['Shop', 'There is no application "Shop", only shop, default, tokyo. Did you mean "shop"?'],
    ['', 'There is no application "", only shop, default, tokyo.'],
  ])('%j is refused', (asked, sentence) => {
    expect(() => appNamed(apps, asked)).toThrow(refusal(sentence, 'UNKNOWN_APP'));
  });
});

describe('a list of texts', () => {
  it('has each once, in order of code units', () => {
    expect(distinctTexts(['b', 'a', 'B', 'b', 'ä'], 'names')).toEqual(['B', 'a', 'b', 'ä']);
    expect(distinctTexts([], 'names')).toEqual([]);
  });

  it('has at most 500, or as many as is said', () => {
    const many = Array.from({ length: 501 }, () => 'a');
    expect(distinctTexts(many.slice(1), 'names')).toEqual(['a']);
    expect(() => distinctTexts(many, 'names')).toThrow(
      refusal('"names" has 501 entries, and 500 are the most.', 'TOO_MANY_ENTRIES'),
    );
    expect(() => distinctTexts(['a', 'a', 'a'], 'names', 2)).toThrow(
      refusal('"names" has 3 entries, and 2 are the most.', 'TOO_MANY_ENTRIES'),
    );
  });

  it('holds texts that the database can', () => {
    expect(() => distinctTexts(['a', 'b\0'], 'names')).toThrow('"names[1]" holds a NUL or half a character');
    expect(() => distinctTexts(['x'.repeat(1001)], 'names')).toThrow(
      refusal('"names[0]" is a text of 1001 characters, and 1000 are the most.', 'SEARCH_TOO_LARGE'),
    );
  });
});

describe('which values are asked for', () => {
  const check = (asked: AskedMetrics, now = '2026-03-15T12:00:00Z') =>
    checkMetrics({ apps, now: new Date(now) }, asked);
  const all = { app: 'default', names: null, dates: null };

  it.each<[asked: AskedMetrics, question: object]>([
    [{}, all],
    [{ app: null, names: null, effectiveDates: null, lastFullMonth: null }, all],
    [{ lastFullMonth: false }, all],
    [{ names: ['b', 'a', 'b'] }, { ...all, names: ['a', 'b'] }],
    [{ names: [] }, { ...all, names: [] }],
    [{ effectiveDates: ['2026-02-01', '2026-01-01', '2026-02-01'] }, { ...all, dates: ['2026-01-01', '2026-02-01'] }],
    [{ effectiveDates: [] }, { ...all, dates: [] }],
    [{ lastFullMonth: true }, { ...all, dates: ['2026-02-01'] }],
    // Both together mean what is in both.
    [
      { lastFullMonth: true, effectiveDates: ['2026-02-01', '2026-01-01'] },
      { ...all, dates: ['2026-02-01'] },
    ],
    [
      { lastFullMonth: true, effectiveDates: ['2026-01-01'] },
      { ...all, dates: [] },
    ],
    [
      { app: 'shop', names: ['a'] },
      { app: 'shop', names: ['a'], dates: null },
    ],
  ])('%j', (asked, question) => {
    expect(check(asked)).toEqual(question);
  });

  it.each<[app: string, now: string, month: string]>([
    ['default', '2026-03-31T23:30:00Z', '2026-02-01'],
    ['shop', '2026-03-31T22:30:00Z', '2026-03-01'],
    ['shop', '2026-03-31T21:30:00Z', '2026-02-01'],
    ['tokyo', '2026-03-31T15:00:00Z', '2026-03-01'],
    ['default', '2026-01-01T00:00:00Z', '2025-12-01'],
    ['tokyo', '2025-12-31T14:59:59Z', '2025-11-01'],
  ])('the last full month of %s at %s is %s', (app, now, month) => {
    expect(check({ app, lastFullMonth: true }, now).dates).toEqual([month]);
  });

  it('has at most 1,000 dates', () => {
    const dates = Array.from({ length: 1001 }, () => '2026-01-01');
    expect(check({ effectiveDates: dates.slice(1) }).dates).toEqual(['2026-01-01']);
    expect(() => check({ effectiveDates: dates })).toThrow(
      refusal('"effectiveDates" has 1001 entries, and 1000 are the most.', 'TOO_MANY_ENTRIES'),
    );
  });
});

describe('what a metric can be asked at', () => {
  const metric = (given: Partial<DefinitionRow>): DefinitionRow => ({
    name: 'revenue',
    label: null,
    description: '',
    unit: null,
    category: null,
    storedLevels: [],
    acrossEntities: 'none',
    acrossTime: 'none',
    weightName: null,
    baseName: null,
    ...given,
  });

  it.each<[given: Partial<DefinitionRow>, levels: string[]]>([
    [{ storedLevels: ['ACCOUNT'] }, ['ACCOUNT']],
    [{ storedLevels: ['CUSTOMER', 'COMPANY'] }, ['CUSTOMER', 'COMPANY']],
    [{ storedLevels: ['ACCOUNT'], acrossEntities: 'sum' }, ['ACCOUNT', 'CONTRACT', 'COMPANY', 'INDUSTRY']],
    [{ storedLevels: ['CONTRACT', 'INDUSTRY'], acrossEntities: 'average' }, ['CONTRACT', 'COMPANY', 'INDUSTRY']],
    [{ storedLevels: ['INDUSTRY'], acrossEntities: 'last' }, ['INDUSTRY']],
    [{ storedLevels: [], acrossEntities: 'sum' }, []],
  ])('%j: the levels %j', (given, levels) => {
    expect(levelsOf(metric(given))).toEqual(levels);
  });

  it('longer periods than a month need a rule across time', () => {
    expect(grainsOf({ acrossTime: 'none' })).toEqual(['MONTH']);
    expect(grainsOf({ acrossTime: 'last' })).toEqual(['MONTH', 'QUARTER', 'YEAR']);
  });
});
