import { describe, expect, it } from '@jest/globals';
import { classOfMeanings } from '../../src/catalogue/meaning.js';
import { planChange } from '../../src/catalogue/plan.js';
import { add, catalogueOf, facts, noDays, planned, rename, retire } from './sampleCatalogue.js';

describe('an addition', () => {
  it('gets the lowest slot of its kind that never meant anything, on all days', () => {
    const catalogue = catalogueOf({ slot: 'FIELD1', alias: 'A' }, { slot: 'FIELD3', alias: 'C' });
    expect(planned(catalogue, add('X'))).toMatchObject({ slot: 'FIELD2', validFrom: null, validTo: null });
    expect(planned(catalogue, add('X', { dataType: 'boolean' }))?.slot).toBe('STR1');
    expect(planned(catalogue, add('X', { dataType: 'text' }))?.slot).toBe('STR1');
    expect(planned(catalogue, add('X', { dataType: 'float' }))?.slot).toBe('FIELD2');
    expect(planned(catalogue, add('X', { dataType: 'date' }))?.slot).toBe('DATE1');
    expect(planned(catalogue, add('X', { dataType: 'datetime' }))?.slot).toBe('TIME1');
  });

  it('does not get a retired slot while days under its old meaning are kept', () => {
    const endsOn = (validTo: string) => catalogueOf({ slot: 'FIELD1', alias: 'OLD', validTo });
    // The first of January is the oldest kept day.
    expect(planned(endsOn('2026-01-02'), add('X'))?.slot).toBe('FIELD2');
    expect(planned(endsOn('2026-01-01'), add('X'))).toMatchObject({ slot: 'FIELD1', validFrom: '2026-04-01' });
  });

  it('does not get a slot whose meaning ends in time to come, where no day was written yet', () => {
    const endsOn = (validTo: string) => catalogueOf({ slot: 'FIELD1', alias: 'OLD', validTo });
    expect(planned(endsOn('2026-04-02'), add('X'), noDays)).toMatchObject({ slot: 'FIELD2', validFrom: null });
    expect(planned(endsOn('2026-04-01'), add('X'), noDays)).toMatchObject({ slot: 'FIELD1', validFrom: '2026-04-01' });
  });

  it('takes the slot given, from the day after the newest snapshot where that had a meaning', () => {
    const catalogue = catalogueOf({ slot: 'FIELD7', alias: 'OLD', validTo: '2026-04-01' });
    expect(planned(catalogue, add('X', { slot: 'field7' }))).toMatchObject({ slot: 'FIELD7', validFrom: '2026-04-01' });
    expect(planned(catalogue, add('X', { slot: 'FIELD9' }))).toMatchObject({ slot: 'FIELD9', validFrom: null });
    expect(planned(catalogue, add('X', { slot: 'FIELD7', from: '2026-05-01' }))?.validFrom).toBe('2026-05-01');
  });

  it('begins when the slot and the name are free, where that is later', () => {
    const slot = catalogueOf({ slot: 'FIELD7', alias: 'OLD', validTo: '2026-06-01' });
    expect(planned(slot, add('X', { slot: 'FIELD7' }))?.validFrom).toBe('2026-06-01');
    expect(planned(slot, add('old'))).toMatchObject({ slot: 'FIELD1', validFrom: '2026-06-01' });
    const past = catalogueOf({ slot: 'FIELD7', alias: 'OLD', validTo: '2026-02-01' });
    expect(planned(past, add('OLD'))).toMatchObject({ slot: 'FIELD1', validFrom: '2026-04-01' });
  });

  it('says what it does', () => {
    expect(planChange(catalogueOf(), add('X', { from: '2026-05-01' }), facts).sentence).toBe(
      'FIELD1 means "X" (decimal) from 2026-05-01.',
    );
  });
});

describe('a rename', () => {
  it('keeps the old name, the newest last, and may go back', () => {
    const a = catalogueOf({ slot: 'FIELD1', alias: 'A' });
    expect(planned(a, rename('a', 'B'))).toMatchObject({ alias: 'B', formerNames: ['A'] });
    const b = catalogueOf({ slot: 'FIELD1', alias: 'B', formerNames: ['A'] });
    expect(planned(b, rename('B', 'C'))).toMatchObject({ alias: 'C', formerNames: ['A', 'B'] });
    expect(planned(b, rename('B', 'A'))).toMatchObject({ alias: 'A', formerNames: ['B'] });
    const c = catalogueOf({ slot: 'FIELD1', alias: 'C', formerNames: ['A', 'B'] });
    expect(planned(c, rename('C', 'a'))).toMatchObject({ alias: 'a', formerNames: ['B', 'C'] });
  });

  it('of case only leaves the former names as they are', () => {
    const catalogue = catalogueOf({ slot: 'FIELD1', alias: 'Age', formerNames: ['X', 'Y'] });
    expect(planChange(catalogue, rename('Age', 'AGE'), facts)).toMatchObject({
      do: 'update',
      meaning: { alias: 'AGE', formerNames: ['X', 'Y'] },
      sentence: 'FIELD1 "Age" is now written "AGE".',
    });
  });

  it('that was done, or that changes nothing, does nothing', () => {
    const catalogue = catalogueOf({ slot: 'FIELD1', alias: 'B', formerNames: ['A'] });
    expect(planChange(catalogue, rename('A', 'B'), facts)).toEqual({
      do: 'none',
      sentence: '"A" is already named "B".',
    });
    expect(planChange(catalogue, rename('B', 'B'), facts).do).toBe('none');
  });

  it('concerns the meaning that is open, of several under one name', () => {
    const catalogue = catalogueOf(
      { slot: 'FIELD1', alias: 'A', validTo: '2026-02-01' },
      { slot: 'FIELD2', alias: 'A', validFrom: '2026-02-01' },
    );
    expect(planned(catalogue, rename('A', 'B'))).toMatchObject({ slot: 'FIELD2', alias: 'B', formerNames: ['A'] });
  });
});

describe('a retirement', () => {
  const catalogue = catalogueOf(
    { slot: 'FIELD1', alias: 'NET', formerNames: ['OLD', 'OLDER'] },
    { slot: 'FIELD2', alias: 'ENDED', validTo: '2026-02-01' },
    { slot: 'FIELD3', alias: 'NEXT', validFrom: '2026-04-01' },
  );

  it('ends a meaning on the day after the newest snapshot, today without any, or on the day given', () => {
    expect(planned(catalogue, retire('net'))).toMatchObject({ alias: 'NET', validTo: '2026-04-01' });
    expect(planned(catalogue, retire('NET'), { ...noDays, today: '2026-07-01' })?.validTo).toBe('2026-07-01');
    expect(planned(catalogue, retire('NET', '2026-03-05'))?.validTo).toBe('2026-03-05');
    expect(planned(catalogue, retire('ENDED', '2026-01-15'))?.validTo).toBe('2026-01-15');
  });

  it('takes a former name away and leaves the meaning', () => {
    expect(planChange(catalogue, retire('old'), facts)).toEqual({
      do: 'update',
      meaning: { ...catalogue.meanings[0], formerNames: ['OLDER'] },
      sentence: 'The former name "old" of "NET" (FIELD1) no longer answers.',
    });
  });

  it('twice does nothing more', () => {
    for (const change of [retire('ENDED'), retire('ENDED', '2026-02-01')])
      expect(planChange(catalogue, change, facts)).toEqual({
        do: 'none',
        sentence: '"ENDED" (FIELD2) ended on 2026-02-01 already.',
      });
  });

  it('before the meaning held takes it back, as no day was written under it', () => {
    for (const change of [retire('NEXT'), retire('NEXT', '2026-03-01')])
      expect(planChange(catalogue, change, facts)).toMatchObject({
        do: 'delete',
        meaning: { fieldId: 3 },
        sentence: '"NEXT" (FIELD3) is taken back: it never held.',
      });
  });
});

describe('a class', () => {
  const catalogue = catalogueOf(
    { slot: 'STR1', alias: 'A', formerNames: ['B'] },
    { slot: 'STR2', alias: 'C', piiClass: 'NONE' },
  );
  const classify = (of: string | number, piiClass: string) => ({ kind: 'classify' as const, of, piiClass });

  it('is given by any name of the meaning, or by its id', () => {
    expect(planned(catalogue, classify('b', 'NONE'))).toMatchObject({ alias: 'A', piiClass: 'NONE' });
    expect(planned(catalogue, classify(1, 'CONTACT'))).toMatchObject({ alias: 'A', piiClass: 'CONTACT' });
    expect(planChange(catalogue, classify('A', 'CONTACT'), facts).sentence).toBe('"A" (STR1) is now CONTACT.');
  });

  it('that it has already changes nothing, and one that is none is refused, also of a new meaning', () => {
    expect(planned(catalogue, classify('C', 'NONE'))).toBeUndefined();
    const sentence = 'The PII class "SECRET" of "A" is none of IDENTITY, CONTACT, LOCATION, DEMOGRAPHIC, NONE.';
    expect(() => planned(catalogue, classify('A', 'SECRET'))).toThrow(sentence);
    expect(() => planned(catalogueOf(), add('A', { piiClass: 'SECRET' }))).toThrow(sentence);
    expect(() => planned(catalogue, classify('X', 'NONE'))).toThrow('There is no alias "X".');
  });

  it.each([
    [[], null],
    [['NONE'], 'NONE'],
    [['NONE', 'CONTACT'], 'CONTACT'],
    [['CONTACT', 'CONTACT'], 'CONTACT'],
    [['CONTACT', 'IDENTITY'], null],
    [['NONE', null], null],
    [[null], null],
  ] as const)('of meanings of %j is %s for their name', (classes, wanted) => {
    expect(classOfMeanings(classes.map((piiClass) => ({ piiClass })))).toBe(wanted);
  });
});
