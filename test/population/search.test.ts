import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Statement } from '../../src/db/sql.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openGraph } from '../support/graph.js';
import { explain } from './plans.js';
import { askPage, walk, type Graph } from './walk.js';

let database: TestDatabase;
let graph: Graph;

/**
 * | id | full name           | e-mail                  | identifiers                |
 * | A1 | Anna Müller         | anna@example.com        | crm CARD-77                |
 * | A2 | ANNA-LENA MÜLLER    | lena@example.com        |                            |
 * | B1 | Bernhard Muller     | null                    |                            |
 * | C1 | Carla 50%_off       | carla_x@example.org     | crm card-78, phone +49 171 |
 * | D1 | null                | annabel@example.net     |                            |
 * | E1 | null                | null                    | crm É-12                   |
 */
beforeAll(async () => {
  database = await cloneDatabase();
  const { client } = database;
  const people = [
    ['A1', 'Anna Müller', 'anna@example.com'],
    ['A2', 'ANNA-LENA MÜLLER', 'lena@example.com'],
    ['B1', 'Bernhard Muller', null],
    ['C1', 'Carla 50%_off', 'carla_x@example.org'],
    ['D1', null, 'annabel@example.net'],
    ['E1', null, null],
    ['KEY-0001', null, null],
  ] as const;
  await client`insert into facet.customers ${client(
    people.map(([customer_id, full_name, email]) => ({ customer_id, full_name, email, source_records: 1, load_id: 0 })),
  )}`;
  const identifiers = [
    ['A1', 'crm', 'CARD-77'],
    ['C1', 'crm', 'card-78'],
    ['C1', 'phone', '+49 171'],
    ['E1', 'crm', 'É-12'],
    ['A1', 'email', 'anna@example.com'],
    ['D1', 'shop', 'X'],
    ['E1', 'shop', 'X'],
    ['E1', 'shop', 'x'],
  ] as const;
  await client`insert into facet.customer_identifiers ${client(
    identifiers.map(([customer_id, system, value]) => ({ customer_id, system, value, load_id: 0 })),
  )}`;
  graph = await openGraph(database, '2026-03-02');
});
afterAll(() => database.drop());

const byKey = [{ column: 'ID' }];
const found = async (search: string) => {
  const { errors, ids } = await askPage(graph, { search, orderBy: byKey });
  expect(errors).toEqual([]);
  return ids.join(' ');
};

describe('a search', () => {
  it.each([
    ['a name, whatever its case', 'anna', 'A1 A2 D1'],
    ['letters with marks, whatever their case', 'müller', 'A1 A2 B1'],
    ['a part of an address', 'EXAMPLE.ORG', 'C1'],
    ['an identifier, whatever its case', 'CARD-7', 'A1 C1'],
    ['an identifier with marks', 'é-12', 'E1'],
    ['a word like one of the name', 'Bernhart', 'B1'],
    ['a word that is spelled with other marks', 'mülłer', 'A1 A2 B1'],
    ['a word with its letters and marks apart', 'mu\u0308ller', 'A1 A2 B1'],
    ['an identifier without its marks', 'e-12', 'E1'],
    ['a word with a letter too few', 'benhard', 'B1'],
    ['a word with a letter too much', 'bernnhard', 'B1'],
    ['a word with two letters changed', 'bernhrad', 'B1'],
    ['a word with two letters changed in its middle', 'berhnard', 'B1'],
    ['a word with a wrong first letter', 'pernhard', 'B1'],
    ['a word with two wrong letters at its ends', 'pernhart', ''],
    ['a part of a word, mistyped', 'bernahr', ''],
    ['a mistyped short word', 'anma', ''],
    ['a mark alone', '\u0301', ''],
    ['words that must all be found, wherever', 'anna card', 'A1'],
    ['words in any order', 'com  müller', 'A1 A2'],
    ['a percent sign, which stands for itself', '%', 'C1'],
    ['an underscore, which stands for itself', '_', 'C1'],
    ['a short word, in full names alone', 'x', ''],
    ['a short word in a name, whatever its case', 'NA', 'A1 A2'],
    ['a mark and a digit, which are short', '-1', ''],
    ['the key of a customer', 'D1', 'D1'],
    ['a longer key, exactly', 'KEY-0001', 'KEY-0001'],
    ['a longer key in another case', 'key-0001', ''],
    ['a key and a word of the name', 'anna A2', 'A2'],
    ['nothing that is there', 'zzzzzz', ''],
    ['an injection', `'; drop table facet.customers; --`, ''],
    ['nothing', '  ', 'A1 A2 B1 C1 D1 E1 KEY-0001'],
  ])('for %s', async (_, search, expected) => {
    expect(await found(search)).toBe(expected);
  });

  it('counts what it finds, within the filter', async () => {
    const { data, statements } = await graph.ask(
      '{ customers(search: "anna", filter: { email: { endsWith: ".com" } }) { totalCount edges { node { id } } } }',
    );
    expect(data['customers']).toEqual({ totalCount: 2, edges: [{ node: { id: 'A1' } }, { node: { id: 'A2' } }] });
    expect(statements).toHaveLength(2);
  });

  it('without an order gives the best fit first, and pages in it exactly', async () => {
    const question = { search: 'anna' };
    // The whole word stands in A1's and A2's names; D1 has it as a part of an address only.
    expect((await askPage(graph, question)).ids).toEqual(['A1', 'A2', 'D1']);
    for (const size of [1, 2])
      for (const end of ['first', 'last'] as const)
        expect(await walk(graph, question, end, () => size)).toEqual(['A1', 'A2', 'D1']);
    const { page } = await askPage(graph, question, { first: 1 });
    const after = page?.pageInfo.endCursor ?? null;
    expect((await askPage(graph, { search: ' anna ' }, { after })).ids).toEqual(['A2', 'D1']);
    expect((await askPage(graph, { search: 'lena' }, { after })).errors[0]).toMatchObject({
      code: 'INVALID_CURSOR',
      message: expect.stringContaining('belongs to another question'),
    });
  });

  it.each([
    ['x '.repeat(11), '"search" has 11 words, and 10 are the most.'],
    ['x'.repeat(101), '"search" has a word of 101 characters'],
  ])('is refused when it is too large', async (search, sentence) => {
    const { errors, statements } = await askPage(graph, { search });
    expect(errors).toEqual([
      expect.objectContaining({ code: 'SEARCH_TOO_LARGE', message: expect.stringContaining(sentence) }),
    ]);
    expect(statements).toEqual([]);
  });

  it('is refused when it holds what no text can', async () => {
    expect((await askPage(graph, { search: 'a\0' })).errors[0]?.message).toContain('"search" holds a NUL');
  });

  it.each([
    ['anna@example.com', ['A1', 'D1']],
    ['KEY-0001', ['KEY-0001', 'KEY-0002']],
    ['CARD-77', ['A1', 'KEY-0002']],
  ])('for %s puts whose identifier or key it is first', async (search, expected) => {
    const { client } = database;
    await client`insert into facet.customers ${client({ customer_id: 'KEY-0002', full_name: 'KEY-0001 CARD-77', source_records: 1, load_id: 0 })}`;
    await client`update facet.customers set email = 'Joanna@example.com' where customer_id = 'D1'`;
    expect((await askPage(graph, { search })).ids).toEqual(expected);
    expect(await walk(graph, { search }, 'last', () => 1)).toEqual(expected);
    await client`delete from facet.customers where customer_id = 'KEY-0002'`;
    await client`update facet.customers set email = 'annabel@example.net' where customer_id = 'D1'`;
  });

  it('puts who is like a mistyped word first, and takes a word that many names have as it is', async () => {
    const { client } = database;
    const names = [
      'Thomas Meyer',
      'Jo Thomasson',
      'Tamas Schmitt',
      'Jonas Schneider',
      ...Array<string>(19).fill('Schnieder'),
    ];
    await client`insert into facet.customers ${client(names.map((full_name, n) => ({ customer_id: `T${String(n).padStart(2, '0')}`, full_name, source_records: 1, load_id: 0 })))}`;
    expect((await askPage(graph, { search: 'thmas' })).ids).toEqual(['T00', 'T02']);
    const last = async () => (await askPage(graph, { search: 'schnieder' }, { last: 1 })).ids;
    expect(await last()).toEqual(['T03']);
    await client`insert into facet.customers (customer_id, full_name, source_records, load_id) values ('T23', 'Schnieder', 1, 0)`;
    expect(await last()).toEqual(['T23']);
    await client`delete from facet.customers where customer_id ~ '^T'`;
  });

  it('reads the trigram indexes of all three places', async () => {
    const { client } = database;
    await client`
      insert into facet.customers (customer_id, full_name, email, source_records, load_id)
      select 'M' || n, 'Name' || md5(n::text), md5('e' || n) || '@example.com', 1, 0 from generate_series(1, 20000) as numbers (n)`;
    await client`
      insert into facet.customer_identifiers (customer_id, system, value, load_id)
      select 'M' || n, 'crm', md5('i' || n), 0 from generate_series(1, 20000) as numbers (n)`;
    await client`vacuum analyze facet.customers, facet.customer_identifiers`;
    const { statements, ids } = await askPage(graph, { search: 'bernhard', orderBy: byKey });
    expect(ids).toEqual(['B1']);
    const page = statements.at(-1);
    if (page === undefined) throw new Error('There was no page');
    const { nodes } = await explain(database, page);
    expect(new Set(nodes.flatMap((node) => node['Index Name'] ?? []))).toEqual(
      new Set([
        'customers_full_name_search',
        'customers_email_search',
        'customer_identifiers_search',
        'customers_pkey',
      ]),
    );
    const mistyped = await askPage(graph, { search: 'bernahrd', orderBy: byKey });
    expect(mistyped.ids).toEqual(['B1']);
    const read = await explain(database, mistyped.statements.at(-1) as Statement);
    expect(read.nodes.map((node) => node['Node Type'])).not.toContain('Seq Scan');
    expect(read.rowsRead).toBeLessThan(100);
    for (const short of ['n', 'é-1', '%%%%']) {
      const { statements } = await askPage(graph, { search: short, orderBy: byKey });
      expect(statements.at(-1)?.text).not.toMatch(/identifiers|email/);
    }
  });
});

describe('customerByIdentifier', () => {
  it('finds by system, whatever its case, and value, trimmed and case-exact, else null', async () => {
    const { data, errors, statements } = await graph.ask(`{
      a: customerByIdentifier(system: "crm", value: " CARD-77 ") { id fullName }
      b: customerByIdentifier(system: "crm", value: "card-77") { id }
      c: customerByIdentifier(system: "CRM", value: "CARD-77") { id }
      d: customerByIdentifier(system: "phone", value: "+49 171") { id }
      e: customerByIdentifier(system: "shop", value: "x") { id } }`);
    expect(errors).toEqual([]);
    expect(data).toEqual({
      a: { id: 'A1', fullName: 'Anna Müller' },
      b: null,
      c: { id: 'A1' },
      d: { id: 'C1' },
      e: { id: 'E1' },
    });
    // One for the identifiers; the customers' columns are asked for with and without the name.
    expect(statements).toHaveLength(3);
  });

  it('tells no case of e-mail addresses and systems, but takes a system that is spelled exactly so before others', async () => {
    const { client } = database;
    const more = [
      ['A1', 'email', 'Anna@Example.com'],
      ['B1', 'email', 'Shared@example.com'],
      ['C1', 'email', 'shared@EXAMPLE.com'],
      ['B1', 'Till', '7'],
      ['C1', 'TILL', '7'],
    ] as const;
    await client`insert into facet.customer_identifiers ${client(more.map(([customer_id, system, value]) => ({ customer_id, system, value, load_id: 0 })))}`;
    const { data, errors, statements } = await graph.ask(`{
      a: customerByIdentifier(system: "Email", value: "ANNA@EXAMPLE.COM") { id }
      b: customerByIdentifier(system: "email", value: "shared@example.com") { id }
      c: customerByIdentifier(system: "Till", value: "7") { id }
      d: customerByIdentifier(system: "till", value: "7") { id } }`);
    expect(data).toEqual({ a: { id: 'A1' }, b: null, c: { id: 'B1' }, d: null });
    const sentence = (system: string) =>
      `The identifier in "${system}" belongs to 2 customers, so it does not say which is meant.`;
    expect(errors.map(({ code, message }) => [code, message])).toEqual([
      ['AMBIGUOUS_IDENTIFIER', sentence('email')],
      ['AMBIGUOUS_IDENTIFIER', sentence('till')],
    ]);
    expect(statements).toHaveLength(2);
    await client`analyze facet.customer_identifiers`;
    const { nodes } = await explain(database, statements[0] as Statement);
    expect(nodes.flatMap((node) => node['Index Name'] ?? [])).toEqual(['customer_identifiers_value']);
  });

  it('says how many customers share one, and never which', async () => {
    const { data, errors } = await graph.ask('{ customerByIdentifier(system: "shop", value: "X") { id } }');
    expect(data).toEqual({ customerByIdentifier: null });
    expect(errors).toEqual([
      expect.objectContaining({
        code: 'AMBIGUOUS_IDENTIFIER',
        message: 'The identifier in "shop" belongs to 2 customers, so it does not say which is meant.',
      }),
    ]);
  });

  it('refuses what no text can hold', async () => {
    const { errors } = await graph.ask(
      'query ($v: String!) { customerByIdentifier(system: "crm", value: $v) { id } }',
      {
        v: 'a\0',
      },
    );
    expect(errors[0]?.message).toContain('"value" holds a NUL');
  });
});
