import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  badCursor,
  hashOf,
  listOf,
  toConnection,
  toCursor,
  toPage,
  type CursorKey,
  type PagedList,
} from '../../../src/lib/relay/page.js';
import { refusal } from '../../support/refusal.js';
import { anyText } from '../../support/anyText.js';

const list: PagedList = { name: 'list', question: hashOf({ city: 'Lyon' }) };
const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Texts as PostgreSQL can hold them. */
const text = fc.string({ unit: 'grapheme' }).filter((one) => !one.includes('\0'));
const cursorKey: fc.Arbitrary<CursorKey> = fc.array(fc.option(text), { maxLength: 4 });

describe('hashOf', () => {
  it('is the beginning of the SHA-256 of its JSON', () => {
    const whole = createHash('sha256').update('{"city":"Lyon"}').digest('base64url');
    expect(hashOf({ city: 'Lyon' })).toBe(whole.slice(0, 12));
    expect(whole.length).toBe(43);
  });

  it('tells questions apart that are written otherwise', () => {
    const questions = [null, [], {}, '', 'a', ['a'], { a: 1 }, { a: '1' }, { a: [1] }, { b: 1, a: 2 }, { a: 2, b: 1 }];
    expect(new Set(questions.map(hashOf)).size).toBe(questions.length);
    expect(hashOf({ a: 1, b: undefined })).toBe(hashOf({ a: 1 }));
  });
});

describe('listOf', () => {
  it('is a list with the hash of its question, which is taken once and only where it is asked for', () => {
    let taken = 0;
    const question = {
      toJSON: () => {
        taken += 1;
        return { city: 'Lyon' };
      },
    };
    const list = listOf('customers', question);
    expect([list.name, taken]).toEqual(['customers', 0]);
    expect([list.question, list.question, taken]).toEqual([hashOf({ city: 'Lyon' }), hashOf({ city: 'Lyon' }), 1]);
  });
});

describe('toCursor', () => {
  it('carries the list, the question and the key', () => {
    expect(toCursor({ name: 'list', question: '' }, ['k', null])).toBe(encoded(['list', '', 'k', null]));
  });

  it('is read again as it was, by the same list and question', () => {
    fc.assert(
      fc.property(text, text, cursorKey, (name, question, key) => {
        const after = toCursor({ name, question }, key);
        expect(after).toMatch(/^[\w-]+$/);
        expect(toPage({ name, question }, { after }).after).toEqual(key);
        expect(toPage({ name, question }, { before: after, last: 1 }).before).toEqual(key);
      }),
    );
  });
});

describe('badCursor', () => {
  it('names the argument', () => {
    expect(badCursor('before', 'is strange')).toMatchObject({
      message: 'The cursor given as "before" is strange.',
      code: 'INVALID_CURSOR',
    });
  });
});

describe('toPage', () => {
  it('knows its bounds', () => {
    expect(toPage(list, {})).toEqual({ size: 20, backwards: false, after: undefined, before: undefined });
    expect(toPage(list, { first: null, after: null, last: null, before: null })).toEqual(toPage(list, {}));
    expect(toPage(list, { last: 3, before: toCursor(list, ['k', null]) })).toEqual({
      size: 3,
      backwards: true,
      after: undefined,
      before: ['k', null],
    });
    expect(toPage(list, { first: 5, after: toCursor(list, ['a']), before: toCursor(list, ['z']) })).toEqual({
      size: 5,
      backwards: false,
      after: ['a'],
      before: ['z'],
    });
  });

  it.each([0, 1, 1000])('takes a size of %i', (size) => {
    expect(toPage(list, { first: size })).toMatchObject({ size, backwards: false });
    expect(toPage(list, { last: size })).toMatchObject({ size, backwards: true });
  });

  it('refuses a size below 0, and one above the most of the list', () => {
    expect(() => toPage(list, { first: -1 })).toThrow(
      refusal('"first" is -1, and a page cannot have fewer than 0 entries.'),
    );
    expect(() => toPage(list, { last: -5 })).toThrow(
      refusal('"last" is -5, and a page cannot have fewer than 0 entries.'),
    );
    expect(() => toPage(list, { first: 1001 })).toThrow(
      refusal('"first" is 1001, and 1000 is the most.', 'PAGE_SIZE_EXCEEDED'),
    );
    expect(() => toPage({ ...list, most: 10 }, { last: 11 })).toThrow(
      refusal('"last" is 11, and 10 is the most.', 'PAGE_SIZE_EXCEEDED'),
    );
    expect(toPage({ ...list, most: 10 }, { last: 10 }).size).toBe(10);
    expect(toPage({ ...list, most: 5000 }, { first: 5000 }).size).toBe(5000);
  });

  it('refuses both ends at once, even where one is 0', () => {
    expect(() => toPage(list, { first: 0, last: 0 })).toThrow(
      refusal('"first" and "last" cannot be given together: a page is read from one end.'),
    );
    expect(toPage(list, { first: 1, last: null }).size).toBe(1);
  });

  it('refuses a cursor of another list, and repeats no long name', () => {
    expect(() => toPage(list, { after: toCursor({ ...list, name: 'other' }, ['k']) })).toThrow(
      refusal('The cursor given as "after" belongs to another list ("other", not "list").', 'INVALID_CURSOR'),
    );
    expect(() => toPage(list, { before: toCursor({ ...list, name: 'x'.repeat(5000) }, ['k']) })).toThrow(
      refusal(
        `The cursor given as "before" belongs to another list ("${'x'.repeat(63)}…", not "list").`,
        'INVALID_CURSOR',
      ),
    );
    expect(() => toPage(list, { after: encoded([null, list.question]) })).toThrow('another list ("null", not "list").');
  });

  it('refuses a cursor of another question', () => {
    const sentence =
      'The cursor given as "after" belongs to another question: filter, search, order and day must stay the same between pages.';
    for (const question of [hashOf({ city: 'Nice' }), '', null])
      expect(() => toPage(list, { after: encoded([list.name, question, 'k']) })).toThrow(
        refusal(sentence, 'INVALID_CURSOR'),
      );
  });

  it.each([
    ['nothing', ''],
    ['no base64', 'x'],
    ['no base64', '€€€'],
    ['no JSON', Buffer.from('list:k').toString('base64url')],
    ['an object', encoded({})],
    ['a text', encoded('list')],
    ['null', encoded(null)],
    ['too short a list', encoded(['list'])],
    ['a number', encoded(['list', list.question, 1])],
    ['a flag', encoded(['list', list.question, true])],
    ['a list', encoded(['list', list.question, ['k']])],
    ['a NUL, which PostgreSQL has not', encoded(['list', list.question, 'a\0'])],
    ['half of one', toCursor(list, ['a long key']).slice(0, 30)],
  ])('refuses %s for a cursor', (_, after) => {
    expect(() => toPage(list, { after })).toThrow(
      refusal('The cursor given as "after" is not a cursor of this server.', 'INVALID_CURSOR'),
    );
  });

  it('reads no cursor without end', () => {
    expect(() => toPage(list, { before: 'x'.repeat(100_001) })).toThrow(
      refusal('The cursor given as "before" has 100001 characters, and 100000 are the most.', 'INVALID_CURSOR'),
    );
    expect(() => toPage(list, { before: 'x'.repeat(100_000) })).toThrow('is not a cursor of this server');
    const longest = toCursor(list, ['x'.repeat(74_960)]);
    expect(longest.length).toBeLessThanOrEqual(100_000);
    expect(toPage(list, { after: longest }).after?.[0]?.length).toBe(74_960);
  });

  it('throws nothing but refusals, whatever is given for a cursor', () => {
    const forged = fc.json().map((json) => Buffer.from(json).toString('base64url'));
    fc.assert(
      fc.property(fc.oneof(anyText(), fc.base64String(), forged), (after) => {
        expect(() => toPage(list, { after })).toThrow(
          expect.objectContaining({ name: 'UserError', code: 'INVALID_CURSOR' }),
        );
      }),
    );
  });
});

describe('toConnection', () => {
  const keyOf = (row: number): CursorKey => [String(row)];

  /** The page of a list of numbers, from 0 on, that some arguments ask for; as a query gives it, with one row more. */
  function ask(count: number, given: Parameters<typeof toPage>[1]) {
    const page = toPage(list, given);
    const [after, before] = [Number(page.after?.[0] ?? -1), Number(page.before?.[0] ?? count)];
    const between = Array.from({ length: count }, (_, n) => n).filter((n) => n > after && n < before);
    const rows = (page.backwards ? between.toReversed() : between).slice(0, page.size + 1);
    return toConnection(list, page, rows, keyOf);
  }

  it('shows what is asked and tells by one row more whether there is more', () => {
    const { edges, pageInfo } = ask(3, { first: 2 });
    expect(edges.map(({ node }) => node)).toEqual([0, 1]);
    expect({ ...pageInfo }).toEqual({
      hasNextPage: true,
      hasPreviousPage: false,
      startCursor: toCursor(list, ['0']),
      endCursor: toCursor(list, ['1']),
    });
  });

  it('has nothing more where the rows are just as many as the page has', () => {
    expect(ask(2, { first: 2 }).pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false });
    expect(ask(2, { last: 2 }).pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false });
    expect(ask(0, { first: 0 }).pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false });
  });

  it('puts what was read backwards in the order of the list', () => {
    const { edges, pageInfo } = ask(5, { last: 2, before: toCursor(list, ['4']) });
    expect(edges.map(({ node }) => node)).toEqual([2, 3]);
    expect(pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true, endCursor: toCursor(list, ['3']) });
  });

  it('has no cursors without entries', () => {
    for (const connection of [ask(0, {}), ask(5, { first: 0 })])
      expect([connection.edges, connection.pageInfo.startCursor, connection.pageInfo.endCursor]).toEqual([
        [],
        null,
        null,
      ]);
    expect(ask(5, { first: 0 }).pageInfo.hasNextPage).toBe(true);
    expect(ask(0, {}).pageInfo.hasNextPage).toBe(false);
  });

  it('makes the cursors that are read, and no others', () => {
    let made = 0;
    const connection = toConnection(list, toPage(list, {}), [1, 2, 3], (row) => {
      made += 1;
      return [String(row)];
    });
    expect(connection.edges.map(({ node }) => node)).toEqual([1, 2, 3]);
    expect([connection.pageInfo.hasNextPage, made]).toEqual([false, 0]);
    expect([connection.pageInfo.endCursor, made]).toEqual([toCursor(list, ['3']), 1]);
  });

  it('leads through a whole list by its cursors, in both directions', () => {
    fc.assert(
      fc.property(fc.nat(30), fc.integer({ min: 1, max: 8 }), (count, size) => {
        const all = Array.from({ length: count }, (_, n) => n);
        const forwards: number[] = [];
        for (let after: string | null = null; ;) {
          const { edges, pageInfo } = ask(count, { first: size, after });
          forwards.push(...edges.map(({ node }) => node));
          expect(pageInfo.hasPreviousPage).toBe(after !== null);
          after = pageInfo.endCursor;
          if (!pageInfo.hasNextPage) break;
        }
        expect(forwards).toEqual(all);
        const backwards: number[] = [];
        for (let before: string | null = null; ;) {
          const { edges, pageInfo } = ask(count, { last: size, before });
          backwards.unshift(...edges.map(({ node }) => node));
          expect(pageInfo.hasNextPage).toBe(before !== null);
          before = pageInfo.startCursor;
          if (!pageInfo.hasPreviousPage) break;
        }
        expect(backwards).toEqual(all);
      }),
    );
  });
});
