import { describe, expect, it } from '@jest/globals';
import { checkNotReserved, reservation, type ReservedName } from '../../src/catalogue/reservedNames.js';
import { retryLocked, shortLockTimeout } from '../../src/db/locks/retryLocked.js';
import { refusal } from '../support/refusal.js';
import { catalogueOf } from './sampleCatalogue.js';

const age: ReservedName = {
  definition: 'age',
  names: ['AGE', 'age'],
  words: 'the built-in attribute "age" (Whole years)',
};
const size: ReservedName = { definition: 'td.size', names: ['BODY_SIZE', 'size'], words: 'the attribute "size"' };
const reserved = [age, size];
const empty = catalogueOf();

describe('a name that is kept for a calculated attribute', () => {
  it.each<[name: string, owner: string | null, found: ReservedName | undefined]>([
    ['AGE', null, age],
    ['Age', null, age],
    ['body_size', null, size],
    // GraphQL does not tell these apart.
    ['BODY__SIZE', null, size],
    ['bodysize', null, undefined],
    ['SIZE', null, size],
    ['HEIGHT', null, undefined],
    ['AGE', 'age', undefined],
    ['AGE', 'td.size', age],
  ])('%s for %s', (name, owner, found) => {
    expect(reservation(reserved, empty, name, owner)).toBe(found);
  });

  it('is free once the attribute is in the catalogue, where it has the names that it has', () => {
    const renamed = catalogueOf({ slot: 'FIELD1', alias: 'YEARS', definition: 'age' });
    expect(reservation(reserved, renamed, 'AGE')).toBeUndefined();
    expect(reservation(reserved, renamed, 'SIZE')).toBe(size);
    expect(reservation(reserved, catalogueOf({ slot: 'FIELD1', alias: 'YEARS', definition: 'other' }), 'AGE')).toBe(
      age,
    );
  });

  it('is refused to others, with a name that is free', () => {
    const other = { alias: 'OLD', formerNames: [], definition: null };
    expect(() => checkNotReserved(reserved, empty, 'Age', other)).toThrow(
      refusal(
        'The alias "Age" is refused: it is the name of the built-in attribute "age" (Whole years); choose another name, such as "Age_2".',
        'ALIAS_RESERVED',
      ),
    );
    expect(() => checkNotReserved(reserved, empty, 'Age', { definition: 'age' })).not.toThrow();
    expect(() => checkNotReserved(reserved, empty, 'HEIGHT', other)).not.toThrow();
  });

  it('stays with who has it, in other letters too', () => {
    expect(() =>
      checkNotReserved(reserved, empty, 'AGE', { alias: 'age', formerNames: [], definition: null }),
    ).not.toThrow();
    expect(() =>
      checkNotReserved(reserved, empty, 'AGE', { alias: 'YEARS', formerNames: ['Age'], definition: null }),
    ).not.toThrow();
  });
});

describe('work that must lock what others read', () => {
  const locked = (code: string): Error => Object.assign(new Error('locked'), { code });
  const giveUp = (): Error => new Error('in use');

  /** Work that fails with these errors first. */
  const failing = (...errors: readonly Error[]) => {
    const left = [...errors];
    const state = { tries: 0 };
    const work = async (): Promise<string> => {
      state.tries += 1;
      const error = left.shift();
      if (error !== undefined) throw error;
      return await Promise.resolve('done');
    };
    return { state, work };
  };

  it('is done once where the lock is there', async () => {
    const { state, work } = failing();
    expect(await retryLocked(work, giveUp)).toBe('done');
    expect(state.tries).toBe(1);
  });

  it('is tried again after a deadlock', async () => {
    const { state, work } = failing(locked('40P01'));
    expect(await retryLocked(work, giveUp)).toBe('done');
    expect(state.tries).toBe(2);
  });

  it('is tried again without the lock, and given up after as many tries', async () => {
    const { state, work } = failing(locked('55P03'), locked('55P03'), locked('55P03'));
    await expect(retryLocked(work, giveUp, 2)).rejects.toThrow('in use');
    expect(state.tries).toBe(2);
  });

  it.each(['57014', '42P01', undefined])('fails at once with %s', async (code) => {
    const error = code === undefined ? new TypeError('odd') : locked(code);
    const { state, work } = failing(error);
    await expect(retryLocked(work, giveUp)).rejects.toBe(error);
    expect(state.tries).toBe(1);
  });

  it('waits for a lock for a part of a second', () => {
    expect(shortLockTimeout).toBe(`set local lock_timeout = '200ms'`);
  });
});
