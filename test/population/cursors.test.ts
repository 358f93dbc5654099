import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toCursor } from '../../src/lib/relay/page.js';
import { readPage } from '../../src/population/position.js';
import { isPrinted } from '../../src/population/printed.js';
import type { TestDatabase } from '../support/database.js';
import { openGraph } from '../support/graph.js';
import { addDay, openPeople } from './people.js';
import { askPage, walk, type Graph } from './walk.js';

let database: TestDatabase;
let graph: Graph;

beforeAll(async () => {
  database = await openPeople();
  graph = await openGraph(database, '2026-03-02');
});
afterAll(() => database.drop());

const byAmount = [{ attribute: 'AMOUNT' }];
const cursorOf = async (question: object, first = 2) =>
  (await askPage(graph, question, { first })).page?.pageInfo.endCursor ?? '';

const rest = async (question: object, after: string) => (await askPage(graph, question, { after })).ids.join('');
const faultOf = async (question: object, after: string) => (await askPage(graph, question, { after })).errors;

/** The parts of a cursor: list, question, day, values. */
const partsOf = (cursor: string) => JSON.parse(Buffer.from(cursor, 'base64url').toString()) as (string | null)[];
const changed = (cursor: string, change: (parts: (string | null)[]) => unknown): string =>
  Buffer.from(JSON.stringify(change(partsOf(cursor)))).toString('base64url');

describe('a cursor', () => {
  it('holds the values to the microsecond and as exact decimals', async () => {
    expect(partsOf(await cursorOf({ orderBy: [{ column: 'CREATED_AT' }] }, 4)).slice(2)).toEqual([
      null,
      '2026-01-01 00:00:00.000002+00',
      'B',
    ]);
    expect(partsOf(await cursorOf({ orderBy: byAmount }, 1)).slice(2)).toEqual(['2026-03-01', '-2.25', 'B']);
  });

  it('survives inserts, before and behind it', async () => {
    const question = { orderBy: [{ column: 'CITY' }] };
    const after = await cursorOf(question);
    await database.client`
      insert into facet.customers (customer_id, city, source_records, load_id)
      values ('H', 'Aachen', 1, 0), ('I', 'Mons', 1, 0), ('J', null, 1, 0)`;
    expect(await rest(question, after)).toBe('AIGEFDJ');
    await database.client`delete from facet.customers where customer_id in ('H', 'I', 'J')`;
  });

  it('survives the end of its own entry', async () => {
    const question = { orderBy: byAmount };
    const after = await cursorOf(question);
    await database.client`update facet.customer_profiles set field2 = 1000 where customer_id = 'C'`;
    expect(await rest(question, after)).toBe('AEFCDG');
    await database.client`update facet.customer_profiles set field2 = 0 where customer_id = 'C'`;
  });

  it.each([
    ['garbage', async () => 'garbage', 'is not a cursor of this server'],
    ['another list', async () => toCursor({ name: 'profiles', question: '' }, ['A']), 'belongs to another list'],
    ['another filter', async () => cursorOf({ orderBy: byAmount, filter: { id: { gt: '' } } }), 'another question'],
    [
      'another order',
      async () => cursorOf({ orderBy: [{ attribute: 'AMOUNT', direction: 'DESC' }] }),
      'another question',
    ],
    ['another day', async () => cursorOf({ orderBy: byAmount, asOf: '2026-03-01' }), 'another question'],
    [
      'too few values',
      async () => changed(await cursorOf({ orderBy: byAmount }), (parts) => parts.slice(0, -1)),
      'is not a cursor',
    ],
    [
      'a value that is no number',
      async () => changed(await cursorOf({ orderBy: byAmount }), ([l, q, d]) => [l, q, d, 'x', 'A']),
      'is not a cursor',
    ],
    [
      'a key that is null',
      async () => changed(await cursorOf({ orderBy: byAmount }), ([l, q, d, v]) => [l, q, d, v, null]),
      'is not a cursor',
    ],
    [
      'a day that is none',
      async () => changed(await cursorOf({ orderBy: byAmount }), ([l, q, , v, i]) => [l, q, 'x', v, i]),
      'is not a cursor',
    ],
    [
      'a day that is gone',
      async () => changed(await cursorOf({ orderBy: byAmount }), ([l, q, , v, i]) => [l, q, '2026-02-28', v, i]),
      'was made on the snapshot of 2026-02-28, which is no longer kept',
    ],
  ])('that is %s is refused', async (_, make, sentence) => {
    const after = await make();
    expect(await faultOf({ orderBy: byAmount }, after)).toEqual([
      expect.objectContaining({ code: 'INVALID_CURSOR', message: expect.stringContaining(sentence) }),
    ]);
  });
});

describe('a cursor with a value that PostgreSQL never prints', () => {
  const amount = { orderBy: byAmount };
  const search = { search: 'lyon' };
  const birthdate = { orderBy: [{ column: 'BIRTHDATE' }] };
  const created = { orderBy: [{ column: 'CREATED_AT' }] };
  const day = { orderBy: [{ attribute: 'DAY' }] };
  it.each<[string, object, (parts: (string | null)[]) => unknown]>([
    ['a score that is too small', search, ([l, q, d]) => [l, q, d, '9e-999', 'A']],
    ['a score that is no real', search, ([l, q, d]) => [l, q, d, '1e-60', 'A']],
    ['a score above 1', search, ([l, q, d]) => [l, q, d, '9', 'A']],
    ['a thirteenth month', birthdate, ([l, q, d]) => [l, q, d, '2026-13-45', 'A']],
    ['a thirtieth of February', day, ([l, q, d]) => [l, q, d, '2024-02-30', 'A']],
    ['the year 0', birthdate, ([l, q, d]) => [l, q, d, '0000-01-01', 'A']],
    ['a year too far', birthdate, ([l, q, d]) => [l, q, d, '5874898-01-01', 'A']],
    ['an hour too many', created, ([l, q, d]) => [l, q, d, '2026-01-01 25:00:00+00', 'A']],
    ['a zone too far', created, ([l, q, d]) => [l, q, d, '2026-01-01 00:00:00+99', 'A']],
    ['an instant too far', created, ([l, q, d]) => [l, q, d, '294277-01-01 00:00:00+00', 'A']],
    ['a snapshot of the year 0', amount, ([l, q]) => [l, q, '0000-01-01', '1', 'A']],
    ['a value of no snapshot', amount, ([l, q]) => [l, q, null, '1.5', 'A']],
  ])('is refused: %s', async (_, question, change) => {
    await database.client`update facet.customers set full_name = city`;
    const cursor = changed(await cursorOf(question, 1), change);
    const { errors } = await askPage(graph, question, { after: cursor });
    expect(errors).toEqual([
      expect.objectContaining({ code: 'INVALID_CURSOR', message: expect.stringContaining('is not a cursor of this') }),
    ]);
  });

  it.each([
    ['2024-02-29', true],
    ['0001-01-01', true],
    ['4713-01-01 BC', true],
    ['0001-02-29 BC', true],
    ['0002-02-29 BC', false],
    ['5874897-12-31', true],
    ['1900-02-29', false],
    ['-infinity', true],
  ])('as a day, which %s is: %s', (text, expected) => expect(isPrinted('date', text)).toBe(expected));

  it('is refused too where only the database finds it unfit', async () => {
    const unfit = Object.assign(new Error('out of range'), { code: '22003' });
    const page = { size: 1, backwards: false, after: ['x'], before: undefined };
    const read = () => Promise.reject(unfit);
    await expect(readPage(page, read)).rejects.toMatchObject({ code: 'INVALID_CURSOR' });
    await expect(readPage({ ...page, after: undefined }, read)).rejects.toBe(unfit);
    await expect(readPage(page, () => Promise.reject(new Error('other')))).rejects.toThrow('other');
  });
});

describe('a new snapshot between two pages', () => {
  it('is seen by a new list and not by one begun before', async () => {
    const question = { orderBy: byAmount };
    const after = await cursorOf(question);
    await addDay(database, '2026-04-01');
    await database.client`
      insert into facet.customer_profiles (customer_id, profile_date, load_id, field2)
      select customer_id, '2026-04-01', 1, -ascii(customer_id) from facet.customers`;
    expect(await rest(question, after)).toBe('AEFDG');
    expect((await walk(graph, question, 'first', () => 3)).join('')).toBe('GFEDCBA');
    expect((await walk(graph, { ...question, asOf: '2026-03-31' }, 'first', () => 3)).join('')).toBe('BCAEFDG');
    const { errors } = await askPage(graph, question, { after, before: await cursorOf(question) });
    expect(errors[0]?.message).toContain(
      'was made on another day (2026-04-01) than the one given as "after" (2026-03-01)',
    );
    await database.client`delete from facet.profile_days where profile_date = '2026-03-01'`;
    expect((await faultOf(question, after))[0]?.message).toContain(
      'the snapshot of 2026-03-01, which is no longer kept',
    );
  });

  it('changes nothing for a list that began without any', async () => {
    await database.client`delete from facet.profile_days`;
    const question = { orderBy: [{ attribute: 'AMOUNT' }] };
    const { ids, page, statements } = await askPage(graph, question, { first: 3 });
    expect(ids.join('')).toBe('ABC');
    expect(statements).toHaveLength(2);
    await addDay(database, '2026-03-01');
    expect(await rest(question, page?.pageInfo.endCursor ?? '')).toBe('DEFG');
    expect(await rest({ orderBy: byAmount, filter: { attributes: [{ name: 'AMOUNT', number: { gt: 1 } }] } }, '')).toBe(
      '',
    );
  });
});
