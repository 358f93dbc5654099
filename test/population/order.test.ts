import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { changeCatalogue } from '../../src/catalogue/changeCatalogue.js';
import type { TestDatabase } from '../support/database.js';
import { openGraph } from '../support/graph.js';
import { openPeople } from './people.js';
import { askPage, walk, type Graph } from './walk.js';

let database: TestDatabase;
let graph: Graph;

beforeAll(async () => {
  database = await openPeople();
  graph = await openGraph(database, '2026-03-02');
});
afterAll(() => database.drop());

const by = (column: string, direction = 'ASC', nulls = 'LAST') => ({ column, direction, nulls });
const byAttribute = (attribute: string, direction = 'ASC', nulls = 'LAST') => ({ attribute, direction, nulls });

// The order of texts is that of the database, C.UTF-8: by code points.
describe('an order by', () => {
  it.each([
    ['nothing', [], 'ABCDEFG'],
    ['the key, backwards', [by('ID', 'DESC')], 'GFEDCBA'],
    ['a column, ties by the key', [by('SOURCE_RECORDS')], 'ABCDEFG'],
    ['a column backwards, ties by the key backwards', [by('SOURCE_RECORDS', 'DESC')], 'GFEDCBA'],
    ['a column, ties by the key as asked', [by('SOURCE_RECORDS', 'DESC'), by('ID')], 'GFDEBCA'],
    ['a text, nulls last', [by('CITY')], 'CBAGEFD'],
    ['a text backwards, nulls last', [by('CITY', 'DESC')], 'FEGABCD'],
    ['a text, nulls first', [by('CITY', 'ASC', 'FIRST')], 'DCBAGEF'],
    ['a text backwards, nulls first', [by('CITY', 'DESC', 'FIRST')], 'DFEGABC'],
    ['instants a microsecond apart, many nulls', [by('CREATED_AT')], 'EFABCDG'],
    ['instants backwards', [by('CREATED_AT', 'DESC')], 'CBAFEGD'],
    ['a whole number attribute as it is read', [byAttribute('VISITS')], 'ABCEFDG'],
    ['a decimal attribute with ties', [byAttribute('AMOUNT', 'DESC')], 'FEACBGD'],
    ['a flag', [byAttribute('MEMBER'), by('ID', 'DESC')], 'FBEAGDC'],
    ['a flag backwards, nulls first', [byAttribute('MEMBER', 'DESC', 'FIRST')], 'GDCEAFB'],
    ['a day, then another attribute', [byAttribute('DAY'), byAttribute('VISITS', 'DESC')], 'ABCEFDG'],
    ['a slot in any case', [byAttribute('time1', 'DESC')], 'FECBAGD'],
    ['a column, then a nullable one', [by('SOURCE_RECORDS'), byAttribute('AMOUNT', 'ASC', 'FIRST')], 'ABCDEFG'],
    ['two nullable columns', [by('CREATED_AT', 'ASC', 'FIRST'), by('CITY', 'DESC')], 'GDFEABC'],
    ['an attribute and the key of the other direction', [byAttribute('AMOUNT', 'DESC'), by('ID')], 'FAECBDG'],
  ])('%s', async (_, orderBy, expected) => {
    const { errors, ids } = await askPage(graph, { orderBy });
    expect(errors).toEqual([]);
    expect(ids.join('')).toBe(expected);
    expect((await walk(graph, { orderBy }, 'first', () => 1)).join('')).toBe(expected);
    expect((await walk(graph, { orderBy }, 'last', () => 2)).join('')).toBe(expected);
  });

  it('texts takes their first 500 characters, the key deciding, and keeps cursors short', async () => {
    const { client } = database;
    const long = 'x'.repeat(499);
    for (const [id, end] of Object.entries({ A: 'c', B: 'bz', C: 'ba', D: 'bm'.repeat(5000) }))
      for (const update of [
        client`update facet.customer_profiles set str5 = ${long + end} where customer_id = ${id}`,
        client`update facet.customers set company = ${long + end} where customer_id = ${id}`,
      ])
        await update;
    const additions = [
      { kind: 'add', alias: 'STORY', slot: 'STR5', dataType: 'text', description: 'A text.' },
    ] as const;
    await changeCatalogue(client, () => additions, { today: '2026-03-02' });
    const changed = await openGraph(database, '2026-03-02');
    for (const term of [byAttribute('STORY'), by('COMPANY')]) {
      expect((await walk(changed, { orderBy: [term] }, 'first', () => 1)).join('')).toBe('BCDAEFG');
      expect((await walk(changed, { orderBy: [term] }, 'last', () => 2)).join('')).toBe('BCDAEFG');
      const { page } = await askPage(changed, { orderBy: [term] });
      expect(page?.edges[2]?.cursor.length).toBeLessThan(800);
    }
    const text = { is: `${long}ba` };
    const { ids } = await askPage(changed, { filter: { attributes: [{ name: 'STORY', text }] } });
    expect(ids).toEqual(['C']);
  });

  it('the same with a filter', async () => {
    const question = {
      filter: { attributes: [{ name: 'VISITS', number: { gte: 2 } }] },
      orderBy: [byAttribute('LABEL', 'DESC')],
    };
    expect((await askPage(graph, question)).ids.join('')).toBe('FECB');
    expect((await walk(graph, question, 'last', () => 1)).join('')).toBe('FECB');
  });
});

describe('refused are', () => {
  it.each([
    ['neither', [{ direction: 'ASC' }], '"orderBy[0]" names neither a column nor an attribute'],
    ['both', [by('ID'), { column: 'ID', attribute: 'DAY' }], '"orderBy[1]" names both a column and an attribute'],
    ['nine', Array.from({ length: 9 }, () => by('CITY')), '"orderBy" has 9 entries, and 8 are the most.'],
    ['unknown attributes', [byAttribute('DAI')], 'There is no attribute "DAI". Did you mean "DAY" or "AT"?'],
  ])('%s', async (_, orderBy, sentence) => {
    const { errors } = await askPage(graph, { orderBy });
    expect(errors).toEqual([expect.objectContaining({ message: expect.stringContaining(sentence) })]);
  });
});

describe('a page between two cursors', () => {
  it.each([
    [[by('CITY')], 'CBAGEFD'],
    [[byAttribute('MEMBER', 'DESC', 'FIRST')], 'GDCEAFB'],
  ])('of %j is what lies between them, from either end', async (orderBy, all) => {
    const { page } = await askPage(graph, { orderBy });
    for (let from = 0; from < all.length; from++)
      for (let to = 0; to < all.length; to++) {
        const bounds = { after: page?.edges[from]?.cursor ?? null, before: page?.edges[to]?.cursor ?? null };
        const between = all.slice(from + 1, Math.max(to, from + 1));
        expect((await askPage(graph, { orderBy }, { ...bounds, first: 2 })).ids.join('')).toBe(between.slice(0, 2));
        expect((await askPage(graph, { orderBy }, { ...bounds, last: 2 })).ids.join('')).toBe(between.slice(-2));
      }
  });
});
