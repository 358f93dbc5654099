import { describe, expect, it } from '@jest/globals';
import { checkListFilter } from '../../../src/lib/checks/checkListFilter.js';
import { refusal } from '../../support/refusal.js';

interface Filter {
  readonly ids?: readonly string[] | null;
  readonly names?: readonly string[] | null;
  readonly numbers?: readonly number[];
  readonly from?: string;
  readonly search?: string;
}

const check = (filter: Filter) => checkListFilter(filter, { ids: 3 });

describe('the members of a filter', () => {
  it('are those that are given: keys and search without white space around them, other values as they are', () => {
    expect(check({})).toEqual({});
    expect(
      check({ ids: [' a ', 'b'], names: [' a '], numbers: [1, 2], from: '2026-03-01', search: ' blue  shoe ' }),
    ).toEqual({ ids: ['a', 'b'], names: [' a '], numbers: [1, 2], from: '2026-03-01', search: 'blue  shoe' });
    expect(check({ ids: [], names: [], search: ' ' })).toEqual({ ids: [], names: [], search: '' });
  });

  it('may be as long as they may be', () => {
    const names = Array.from({ length: 100 }, (_, n) => String(n));
    expect(check({ names, search: 'x'.repeat(200) })).toEqual({ names, search: 'x'.repeat(200) });
  });

  it.each<[filter: Filter, sentence: string, code: string]>([
    [
      { names: null },
      '"filter.names" is null, which would ask for nothing in particular: give it a value, or leave it out.',
      'BAD_USER_INPUT',
    ],
    [{ ids: ['a', 'b', 'c', 'd'] }, '"filter.ids" has 4 entries, and 3 are the most.', 'TOO_MANY_ENTRIES'],
    [
      { names: Array.from({ length: 101 }, () => '') },
      '"filter.names" has 101 entries, and 100 are the most.',
      'TOO_MANY_ENTRIES',
    ],
    [
      { ids: ['a', 'b\0'] },
      '"filter.ids[1]" holds a NUL or half a character, which no text in the database can hold.',
      'BAD_USER_INPUT',
    ],
    [
      { names: ['\0'] },
      '"filter.names[0]" holds a NUL or half a character, which no text in the database can hold.',
      'BAD_USER_INPUT',
    ],
    [
      { search: '\ud83d' },
      '"filter.search" holds a NUL or half a character, which no text in the database can hold.',
      'BAD_USER_INPUT',
    ],
    [{ ids: ['x'.repeat(1001)] }, '"filter.ids[0]" is a key of 1001 bytes, and 1000 are the most.', 'SEARCH_TOO_LARGE'],
    [{ search: 'x'.repeat(201) }, '"filter.search" has 201 characters, and 200 are the most.', 'SEARCH_TOO_LARGE'],
    [
      { search: 'x'.repeat(1001) },
      '"filter.search" is a text of 1001 characters, and 1000 are the most.',
      'SEARCH_TOO_LARGE',
    ],
  ])('%j are refused', (filter, sentence, code) => {
    expect(() => check(filter)).toThrow(refusal(sentence, code));
  });
});
