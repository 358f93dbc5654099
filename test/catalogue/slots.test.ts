import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { FieldMeaning } from '../../src/catalogue/meaning.js';
import { describeRange, holdsOn, overlaps, type Validity } from '../../src/catalogue/meaning.js';
import { checkSlot, checkSlotIsFree, freeFrom, nextFreeSlot, slotsAhead } from '../../src/catalogue/slots.js';
import { refusal } from '../support/refusal.js';
import { catalogueOf } from './sampleCatalogue.js';

const range = (validFrom: string | null, validTo: string | null): Validity => ({ validFrom, validTo });

const meaning = (slot: string, validFrom: string | null, validTo: string | null, alias = `OF_${slot}`) => ({
  slot,
  alias,
  validFrom,
  validTo,
});

/** Days of two weeks, which all stretches below begin and end in. */
const days = Array.from({ length: 14 }, (_, index) => `2026-03-${String(index + 1).padStart(2, '0')}`);
const end = fc.option(fc.constantFrom(...days.slice(3, 11)), { nil: null });
const stretches = fc
  .tuple(end, end)
  .map(([from, to]) => range(from, to))
  .filter(({ validFrom, validTo }) => validFrom === null || validTo === null || validFrom < validTo);

describe('the days of a meaning', () => {
  it.each<[validity: Validity, held: string[], words: string]>([
    [range(null, null), ['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04'], 'on all days'],
    [range('2026-03-02', null), ['2026-03-02', '2026-03-03', '2026-03-04'], 'from 2026-03-02'],
    [range(null, '2026-03-03'), ['2026-03-01', '2026-03-02'], 'until 2026-03-03'],
    [range('2026-03-02', '2026-03-03'), ['2026-03-02'], 'from 2026-03-02 until 2026-03-03'],
  ])('%j are half-open', (validity, held, words) => {
    expect(days.slice(0, 4).filter((day) => holdsOn(validity, day))).toEqual(held);
    expect(describeRange(validity)).toBe(words);
  });

  it('overlap where there is a day on which both hold', () => {
    fc.assert(
      fc.property(stretches, stretches, (one, other) => {
        const both = days.some((day) => holdsOn(one, day) && holdsOn(other, day));
        expect(overlaps(one, other)).toBe(both);
        expect(overlaps(other, one)).toBe(both);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the next free slot', () => {
  const facts = { oldestDay: '2026-01-01', today: '2026-04-01' };

  it.each<[what: string, meanings: ReturnType<typeof meaning>[], kind: FieldMeaning['slot'], slot: string]>([
    ['is the first of its kind', [], 'FIELD', 'FIELD1'],
    [
      'is behind those that mean something',
      [meaning('FIELD1', null, null), meaning('FIELD2', '2026-01-01', null)],
      'FIELD',
      'FIELD3',
    ],
    ['fills a gap', [meaning('STR1', null, null), meaning('STR3', null, null)], 'STR', 'STR2'],
    ['does not mind other kinds', [meaning('FIELD1', null, null), meaning('DATE1', null, null)], 'STR', 'STR1'],
    ['is not one of which days are kept', [meaning('TIME1', null, '2026-01-02')], 'TIME', 'TIME2'],
    ['is one whose days are all gone', [meaning('TIME1', null, '2026-01-01')], 'TIME', 'TIME1'],
    [
      'is not one that will mean something',
      [meaning('STR1', null, '2020-01-01'), meaning('STR1', '2027-01-01', null)],
      'STR',
      'STR2',
    ],
    [
      'is counted and not spelled',
      Array.from({ length: 10 }, (_, n) => meaning(`DATE${n + 1}`, null, null)),
      'DATE',
      'DATE11',
    ],
  ])('%s', (_, meanings, kind, slot) => {
    expect(nextFreeSlot(catalogueOf(...meanings), kind as 'STR', facts)).toBe(slot);
  });

  it('is, where no day was written, one that means nothing today', () => {
    const none = { oldestDay: null, today: '2026-04-01' };
    expect(nextFreeSlot(catalogueOf(meaning('STR1', null, '2026-04-01')), 'STR', none)).toBe('STR1');
    expect(nextFreeSlot(catalogueOf(meaning('STR1', null, '2026-04-02')), 'STR', none)).toBe('STR2');
  });
});

describe('the slots that get their columns ahead', () => {
  const days = { oldestDay: null, today: '2026-04-01' };
  const columns = (kind: string, count: number) => Array.from({ length: count }, (_, n) => `${kind}${n + 1}`);
  const present = (str: number, field: number, date: number, time: number) =>
    new Set([...columns('str', str), ...columns('field', field), ...columns('date', date), ...columns('time', time)]);
  const taken = (kind: string, count: number) =>
    catalogueOf(...columns(kind, count).map((slot) => meaning(slot, null, null)));

  it('are none while half as many are free as are added at once', () => {
    expect(slotsAhead(catalogueOf(), present(8, 16, 4, 4), days)).toEqual([]);
    expect(slotsAhead(taken('STR', 48), present(56, 96, 12, 16), days)).toEqual([]);
  });

  it('are so many that as many are free as are added at once', () => {
    const str = Array.from({ length: 9 }, (_, n) => `STR${n + 57}`);
    expect(slotsAhead(taken('STR', 49), present(56, 96, 12, 16), days)).toEqual(str);
    const ahead = slotsAhead(catalogueOf(), present(8, 15, 4, 4), days);
    expect(ahead).toEqual(Array.from({ length: 17 }, (_, n) => `FIELD${n + 16}`));
  });

  it('are those without a column, also between others', () => {
    const gaps = new Set([...present(8, 16, 0, 4), 'date1', 'date3', 'date4', 'date9']);
    expect(slotsAhead(catalogueOf(), gaps, days)).toEqual(['DATE2', 'DATE5', 'DATE6', 'DATE7', 'DATE8']);
  });

  it('are not those that will be free again', () => {
    const retired = catalogueOf(...columns('TIME', 4).map((slot) => meaning(slot, null, '2026-01-01')));
    expect(slotsAhead(retired, present(8, 16, 4, 4), { oldestDay: '2026-01-01', today: '2026-04-01' })).toEqual([]);
    const kept = slotsAhead(retired, present(8, 16, 4, 4), { oldestDay: '2025-12-31', today: '2026-04-01' });
    expect(kept).toEqual(Array.from({ length: 8 }, (_, n) => `TIME${n + 5}`));
  });

  it('are also those of meanings that others have written', () => {
    const catalogue = catalogueOf(meaning('FIELD900', null, null), meaning('STR1', null, null));
    expect(slotsAhead(catalogue, present(9, 16, 4, 4), days)).toEqual(['FIELD900']);
  });
});

describe('a slot that a person chose', () => {
  it.each<[asked: string, dataType: FieldMeaning['dataType'], slot: string]>([
    ['STR12', 'text', 'STR12'],
    ['str12', 'boolean', 'STR12'],
    ['Field300', 'integer', 'FIELD300'],
    ['FIELD1', 'float', 'FIELD1'],
    ['date40', 'date', 'DATE40'],
    ['TIME1', 'datetime', 'TIME1'],
  ])('%s for a %s is %s', (asked, dataType, slot) => {
    expect(checkSlot(asked, dataType, 'AGE')).toBe(slot);
  });

  it.each<[asked: string, dataType: FieldMeaning['dataType'], usual: string]>([
    ['STR1', 'integer', 'FIELD1'],
    ['FIELD1', 'boolean', 'STR1'],
    ['TIME1', 'date', 'DATE1'],
    ['DATE1', 'datetime', 'TIME1'],
    ['STR0', 'text', 'STR1'],
    ['STR01', 'text', 'STR1'],
    ['STR', 'text', 'STR1'],
    ['STR1 ', 'text', 'STR1'],
    ['', 'text', 'STR1'],
  ])('"%s" for a %s is refused', (asked, dataType, usual) => {
    expect(() => checkSlot(asked, dataType, 'AGE')).toThrow(
      refusal(
        `The slot "${asked}" is refused for "AGE": a ${dataType} is kept in a slot such as ${usual}.`,
        'INVALID_SLOT',
      ),
    );
  });

  it('has one meaning a day', () => {
    const catalogue = catalogueOf(
      meaning('STR1', null, '2026-02-01', 'OLD'),
      meaning('STR1', '2026-03-01', null, 'NEW'),
    );
    expect(() => checkSlotIsFree(catalogue, 'STR1', 'AGE', range('2026-02-01', '2026-03-01'))).not.toThrow();
    expect(() => checkSlotIsFree(catalogue, 'STR2', 'AGE', range(null, null))).not.toThrow();
    expect(() => checkSlotIsFree(catalogue, 'STR1', 'AGE', range('2026-01-31', '2026-02-15'))).toThrow(
      refusal(
        'The alias "AGE" (from 2026-01-31 until 2026-02-15) is refused: STR1 already means "OLD" until 2026-02-01; ' +
          'retire that first, or leave the slot to be chosen.',
        'SLOT_TAKEN',
      ),
    );
    expect(() => checkSlotIsFree(catalogue, 'STR1', 'AGE', range('2026-02-15', null))).toThrow(
      refusal(
        'The alias "AGE" (from 2026-02-15) is refused: STR1 already means "NEW" from 2026-03-01; ' +
          'retire that first, or leave the slot to be chosen.',
        'SLOT_TAKEN',
      ),
    );
  });
});

describe('the day from which a slot is free', () => {
  it.each<[meanings: ReturnType<typeof meaning>[], day: string | null | undefined]>([
    [[], null],
    [[meaning('STR2', null, null)], null],
    [[meaning('STR1', null, null)], undefined],
    [[meaning('STR1', null, '2026-02-01'), meaning('STR1', '2026-02-01', null)], undefined],
    [[meaning('STR1', '2026-02-01', '2026-03-01'), meaning('STR1', null, '2026-02-01')], '2026-03-01'],
  ])('%#', (meanings, day) => {
    expect(freeFrom(catalogueOf(...meanings), 'STR1')).toBe(day);
  });
});
