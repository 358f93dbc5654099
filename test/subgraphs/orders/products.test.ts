import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { openGraph } from '../../support/graph.js';
import { addOrders } from './sampleOrders.js';

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

beforeAll(async () => {
  database = await cloneDatabase();
  await addOrders(database);
  graph = await openGraph(database);
});
afterAll(() => database?.drop());

describe('product', () => {
  it('has every field of the contract', async () => {
    const { data, errors, statements } = await graph.ask(`{ product(id: " P1 ") { id name description sku upc msrp brand
      category subcategory class department type color size season gender } none: product(id: "p1") { id } }`);
    expect(errors).toEqual([]);
    expect(data).toEqual({
      product: {
        id: 'P1',
        name: 'Blue Shoe',
        description: 'A shoe that is blue.',
        sku: 'SKU-1',
        upc: '0001',
        msrp: '59.90',
        brand: 'Nordhang',
        category: 'Shoes',
        subcategory: 'Sneakers',
        class: 'Canvas',
        department: 'Footwear',
        type: 'Low',
        color: 'blue',
        size: '42',
        season: 'Spring',
        gender: 'unisex',
      },
      none: null,
    });
    expect(statements).toHaveLength(1);
  });
});

interface Page {
  readonly totalCount: number;
  readonly edges: readonly { readonly node: { readonly id: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

async function pageOf(given: Readonly<Record<string, unknown>>): Promise<Page> {
  const { data, errors } = await graph.ask(
    `query ($filter: FacetProductFilter, $first: Int, $after: String) { products(filter: $filter, first: $first, after: $after) {
      totalCount edges { node { id } } pageInfo { hasNextPage endCursor } } }`,
    given,
  );
  expect(errors).toEqual([]);
  return data['products'] as Page;
}

describe('products', () => {
  it.each([
    [undefined, ['P1', 'P2', 'P3']],
    [{}, ['P1', 'P2', 'P3']],
    [{ ids: ['P3', ' P1 ', 'P9'] }, ['P1', 'P3']],
    [{ ids: [] }, []],
    [{ brands: ['Other'] }, ['P2', 'P3']],
    [{ brands: ['other'] }, []],
    [{ categories: ['Hats', 'Shoes'], brands: ['Other'] }, ['P2', 'P3']],
    [{ subcategories: ['Laces'] }, ['P3']],
    [{ search: 'SHOE' }, ['P1', 'P3']],
    [{ search: '100%' }, ['P3']],
    [{ search: '0%' }, ['P3']],
    [{ search: '_' }, []],
    [{ search: 'sku-1' }, ['P1']],
    [{ search: 'sku' }, []],
    [{ search: '0001' }, ['P1']],
    [{ search: 'p2' }, ['P2']],
    [{ search: ' ' }, []],
  ])('of %j are those that fit, and are counted', async (filter, ids) => {
    const page = await pageOf({ filter });
    expect(page.edges.map(({ node }) => node.id)).toEqual(ids);
    expect(page.totalCount).toBe(ids.length);
  });

  it('come page by page, in the order of their keys', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    for (;;) {
      const page: Page = await pageOf({ first: 2, after });
      seen.push(...page.edges.map(({ node }) => node.id));
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(seen).toEqual(['P1', 'P2', 'P3']);
  });

  it('are read and counted only where that is asked', async () => {
    const statementsOf = async (fields: string) =>
      (await graph.ask(`{ products { ${fields} } }`)).statements.map(({ text }) => /count\(|"name"/.exec(text)?.[0]);
    expect(await statementsOf('totalCount')).toEqual(['count(']);
    expect(await statementsOf('edges { node { name } }')).toEqual(['"name"']);
    expect(await statementsOf('edges { node { id } }')).toEqual([undefined]);
    expect(await statementsOf('__typename')).toEqual([]);
  });

  it.each([
    ['(filter: { brands: null })', 'BAD_USER_INPUT', '"filter.brands" is null'],
    ['(filter: { search: "\\u0000" })', 'BAD_USER_INPUT', '"filter.search" holds a NUL'],
    ['(filter: { ids: ["\\u0000"] })', 'BAD_USER_INPUT', '"filter.ids[0]" holds a NUL'],
    [`(filter: { search: "${'x'.repeat(201)}" })`, 'SEARCH_TOO_LARGE', '"filter.search" has 201 characters'],
    [`(filter: { categories: [${'"x" '.repeat(101)}] })`, 'TOO_MANY_ENTRIES', '"filter.categories" has 101 entries'],
    [`(filter: { ids: [${'"x" '.repeat(1001)}] })`, 'TOO_MANY_ENTRIES', '"filter.ids" has 1001 entries'],
    ['(first: 1001)', 'PAGE_SIZE_EXCEEDED', '"first" is 1001'],
    ['(after: "x")', 'INVALID_CURSOR', 'The cursor given as "after" is not a cursor of this server.'],
  ])('refuse %s', async (given, code, sentence) => {
    const { errors } = await graph.ask(`{ products${given} { edges { cursor } } }`);
    expect(errors).toMatchObject([{ code, message: expect.stringContaining(sentence) }]);
  });

  it('refuse a variable without a value', async () => {
    const { errors } = await graph.ask(
      'query ($brand: [String!]) { products(filter: { brands: $brand }) { totalCount } }',
    );
    expect(errors).toMatchObject([{ message: expect.stringContaining('The variable "$brand"') }]);
  });
});
