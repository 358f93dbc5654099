import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import Papa from 'papaparse';
import { retireDocuments } from '../../../src/documents/retireDocuments.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { createLiveSchema, startTestServer, type TestServer } from '../testServer.js';
import { admitTo, publish } from './documentServer.js';
import { rows, seen, tableSchema } from './tableSchema.js';

let database: TestDatabase;
let server: TestServer;

const documents: Readonly<Record<string, string>> = {
  Buyers: `query Buyers($first: Int, $cursor: String) {
    buyers(first: $first, after: $cursor) { edges { node { id name spent address { city } } } pageInfo { hasNextPage endCursor } }
  }`,
  Nodes: 'query Nodes { buyers(first: 1000) { totalCount nodes { name big count share isNew since any } } }',
  Group: `query Group($after: String) {
    group { label buyers(after: $after) { more: pageInfo { any: hasNextPage end: endCursor } edges { cursor rank node { ...Who } } } }
  }
  fragment Who on Buyer { who: name ... on Buyer { address { zip city } } }`,
  Names: 'query Names { names }',
  Things: 'query Things { things { __typename ... on Buyer { name } ... on Address { city } } }',
  One: 'query One { one { id name } }',
  Two: 'query Two { names buyers { nodes { id } } }',
  Tags: 'query Tags { buyers { nodes { id address { city lines } } } }',
  Both: 'query Both { buyers { nodes { id } edges { node { id } } } }',
  Grid: 'query Grid { grid }',
  Twins: 'query Twins { buyers { edges { rank node { rank: id } } } }',
  Empty: 'query Empty { buyers { edges { cursor } } }',
  Fails: 'query Fails { fails { id } names }',
  Broken: 'query Broken { broken { id } }',
  Invalid: 'query Invalid { buyers { nodes { id gone } } }',
  Echo: `query Echo($int: Int, $float: Float, $flag: Boolean, $text: String, $id: ID, $kind: Kind, $ints: [Int!], $texts: [String],
    $where: Where, $wheres: [Where!], $json: JSON, $format: String, $matrix: [[Int]]) {
    echo(int: $int, float: $float, flag: $flag, text: $text, id: $id, kind: $kind, ints: $ints, texts: $texts,
      where: $where, wheres: $wheres, json: $json, format: $format, matrix: $matrix)
  }`,
};

beforeAll(async () => {
  database = await cloneDatabase();
  for (const [id, body] of Object.entries(documents)) await publish(database, id, body);
  await publish(database, 'Change', 'mutation Change { change }', { type: 'mutation' });
  server = await startTestServer({ schema: createLiveSchema(tableSchema), admit: admitTo(database, () => undefined) });
});
afterAll(async () => {
  await server.stop();
  await database.drop();
});
beforeEach(() => {
  rows.all = ['Ada', 'Bo', 'Cy'].map((name, n) => ({
    id: String(n + 1),
    name,
    spent: `${n}.50`,
    address: { city: 'Ulm' },
  }));
});

const authorization = 'Bearer only';
const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${server.url}/documents/${path}`, { headers: { authorization, ...headers } });

async function text(path: string, headers: Record<string, string> = {}): Promise<string> {
  const response = await get(path, headers);
  const found = await response.text();
  expect([response.status, response.status === 200 ? '' : found]).toEqual([200, '']);
  return found;
}

async function refusal(path: string, headers: Record<string, string> = {}): Promise<[number, string, string]> {
  const response = await get(path, headers);
  const { errors, data } = (await response.json()) as {
    data?: unknown;
    errors: { message: string; extensions: { code: string } }[];
  };
  expect([data, response.headers.get('cache-control')]).toEqual([undefined, 'no-store']);
  return [response.status, errors[0]?.extensions.code ?? '', errors[0]?.message ?? ''];
}

describe('a document by its name', () => {
  it('is answered as JSON, its data alone, and told where the next page is', async () => {
    const response = await get('Buyers');
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    const node = (id: string, name: string, spent: string) => ({ node: { id, name, spent, address: { city: 'Ulm' } } });
    expect(await response.json()).toEqual({
      buyers: {
        edges: [node('1', 'Ada', '0.50'), node('2', 'Bo', '1.50')],
        pageInfo: { hasNextPage: true, endCursor: '2' },
      },
    });
    expect(response.headers.get('link')).toBe('<?cursor=2>; rel="next"');
  });

  it('is answered page by page, by following the links', async () => {
    const pages: string[] = [];
    let url: URL | undefined = new URL(`${server.url}/documents/Buyers.csv?first=1`);
    while (url !== undefined) {
      const response: Response = await fetch(url, { headers: { authorization } });
      pages.push(await response.text());
      const [, next] = /^<(.*)>; rel="next"$/.exec(response.headers.get('link') ?? '') ?? [];
      url = next === undefined ? undefined : new URL(next, url);
    }
    const heading = 'id,name,spent,address.city\r\n';
    expect(pages).toEqual([
      `${heading}1,Ada,0.50,Ulm\r\n`,
      `${heading}2,Bo,1.50,Ulm\r\n`,
      `${heading}3,Cy,2.50,Ulm\r\n`,
    ]);
  });

  it('keeps its other variables in the link, as JSON where they came so', async () => {
    const given = encodeURIComponent('{"first":1,"cursor":"1"}');
    const link = (await get(`Buyers?variables=${given}&bom=1`)).headers.get('link') ?? '';
    const search = new URLSearchParams(/^<\?(.*)>/.exec(link)?.[1]);
    expect([...search]).toEqual([
      ['variables', '{"first":1,"cursor":"2"}'],
      ['bom', '1'],
    ]);
  });

  it('is the newest of the name, and another one once that is retired', async () => {
    await publish(database, 'new', 'query One { one { spent } }', { at: '2026-11-30T11:00:00Z' });
    await publish(database, 'theirs', 'query One { names }', { at: '2026-11-30T12:00:00Z', roles: ['nobody'] });
    const first = await get('One');
    expect(await first.json()).toEqual({ one: { spent: '0.50' } });
    const tag = first.headers.get('etag') ?? '';
    expect((await get('One', { 'if-none-match': tag })).status).toBe(304);
    await retireDocuments(database.client, ['new'], new Date('2026-11-30T13:00:00Z'));
    expect(await text('One', { 'if-none-match': tag })).toBe('{"one":{"id":"1","name":"Ada"}}\n');
  });

  it('has its own statuses for what is refused', async () => {
    const none = (name: string) => [
      404,
      'PERSISTED_QUERY_NOT_FOUND',
      `No document of the name "${name}" is published for you.`,
    ];
    expect(await refusal('None')).toEqual(none('None'));
    expect(await refusal('__proto__')).toEqual(none('__proto__'));
    expect(await refusal('A%22;b')).toEqual(none('A";b'));
    expect(await refusal('Change')).toEqual([
      405,
      'METHOD_NOT_ALLOWED',
      '"Change" is a mutation, and only queries are answered here; send its id "Change" to /graphql.',
    ]);
    expect(await refusal('Names', { authorization: 'Bearer nobody' })).toEqual([
      401,
      'UNAUTHENTICATED',
      'This needs a valid API key.',
    ]);
    expect((await refusal('Names', { origin: 'https://evil.example' }))[1]).toBe('CSRF_BLOCKED');
    expect((await fetch(`${server.url}/documents/Names`, { method: 'POST', headers: { authorization } })).status).toBe(
      404,
    );
  });

  it('is refused as a whole where a part of it failed, with the status of HTTP', async () => {
    expect(await refusal('Fails')).toEqual([400, 'UNKNOWN_SEGMENT', 'Nobody is there.']);
    expect(await refusal('Fails.csv')).toEqual([406, 'NOT_A_TABLE', expect.stringContaining('"fails" and "names"')]);
    const [status, code, message] = await refusal('Broken.csv');
    expect([status, code, message]).toEqual([500, 'INTERNAL_SERVER_ERROR', expect.not.stringContaining('hunter2')]);
    expect(await refusal('Invalid')).toEqual([
      400,
      'GRAPHQL_VALIDATION_FAILED',
      'Cannot query field "gone" on type "Buyer".',
    ]);
    expect(await refusal('Buyers?first=99999999999')).toEqual([
      400,
      'BAD_USER_INPUT',
      expect.stringContaining('Int cannot'),
    ]);
  });
});

describe('variables in the search', () => {
  const asked = async (search: string): Promise<unknown> => {
    await text(`Echo?${search}`);
    return seen.last;
  };

  it.each<[string, object]>([
    ['int=-5', { int: -5 }],
    ['float=1.5e3', { float: 1500 }],
    ['flag=true', { flag: true }],
    ['flag=false', { flag: false }],
    ['text=5', { text: '5' }],
    ['text=', { text: '' }],
    ['text=%C3%BC+%26', { text: 'ü &' }],
    ['id=007', { id: '007' }],
    ['kind=GOLD', { kind: 'GOLD' }],
    ['ints=1', { ints: [1] }],
    ['ints=1&ints=2', { ints: [1, 2] }],
    ['texts=a,b', { texts: ['a,b'] }],
    ['where=%7B%22is%22%3A1%7D', { where: { is: 1 } }],
    ['wheres=%7B%22is%22%3A1%7D&wheres=%7B%22is%22%3A2%7D', { wheres: [{ is: 1 }, { is: 2 }] }],
    ['json=%5B1%2C%22a%22%5D', { json: [1, 'a'] }],
    ['variables=%7B%22int%22%3A5%2C%22format%22%3A%22x%22%7D&text=b', { int: 5, format: 'x', text: 'b' }],
    ['format=json&bom=0', {}],
  ])('%s', async (search, expected) => {
    expect(JSON.parse(JSON.stringify(await asked(search)))).toEqual(expected);
  });

  it.each([
    ['int=five', 'The search parameter "int" is "five", which is no number.'],
    ['int=', 'The search parameter "int" is "", which is no number.'],
    ['int=0x10', 'The search parameter "int" is "0x10", which is no number.'],
    ['int=1&int=2', 'The search parameter "int" is given 2 times; it is no list.'],
    ['flag=1', 'The search parameter "flag" is "1"; it must be true or false.'],
    ['txt=a', '"Echo" has no variable "txt". Did you mean "text" or "int" or "texts"?'],
    ['__proto__=a', '"Echo" has no variable "__proto__".'],
    ['where=1%7B', 'The search parameter "where" must be JSON, as its type is Where.'],
    ['matrix=1', 'The variable "matrix" is a list of lists; give it by "variables" as JSON.'],
    ['variables=%5B%5D', 'The search parameter "variables" must be a JSON object of variables by their names.'],
    ['variables=%7B', 'The search parameter "variables" must be a JSON object of variables by their names.'],
    ['variables=%7B%7D&variables=%7B%7D', 'The search parameter "variables" is given several times.'],
    ['variables=%7B%22int%22%3A5%7D&int=5', 'The variable "int" is given twice, by "variables" too.'],
  ])('%s is refused', async (search, message) => {
    expect(await refusal(`Echo?${search}`)).toEqual([400, 'BAD_USER_INPUT', message]);
  });

  it('nest no deeper than anybody’s JSON', async () => {
    const deep = `${'{"and":['.repeat(60)}${']}'.repeat(60)}`;
    expect((await refusal(`Echo?where=${encodeURIComponent(deep)}`))[1]).toBe('JSON_TOO_DEEP');
  });
});

describe('CSV', () => {
  it('is asked for by the path, by "format", or by "accept"', async () => {
    const csv = 'names\r\nAda\r\nBo\r\nCy\r\n';
    const json = '{"names":["Ada","Bo","Cy"]}\n';
    expect(await text('Names.csv')).toBe(csv);
    expect(await text('Names?format=csv')).toBe(csv);
    expect(await text('Names', { accept: 'text/csv' })).toBe(csv);
    expect(await text('Names', { accept: 'application/json;q=0.5, text/csv;q=0.9' })).toBe(csv);
    expect(await text('Names', { accept: 'application/json, text/csv' })).toBe(json);
    expect(await text('Names', { accept: 'text/csv;q=0' })).toBe(json);
    expect(await text('Names', { accept: 'text/html, */*' })).toBe(json);
    expect(await text('Names.json', { accept: 'text/csv' })).toBe(json);
    expect(await text('Names.csv?format=csv')).toBe(csv);
    for (const path of ['Names?format=xml', 'Names.csv?format=json', 'Names?format=csv&format=csv'])
      expect((await refusal(path)).slice(0, 2)).toEqual([400, 'BAD_REQUEST']);
  });

  it('has its media type and a name for the file, and a byte order mark for who wants it', async () => {
    const response = await get('Names.csv?bom=1');
    expect([...new Uint8Array(await response.arrayBuffer()).slice(0, 5)]).toEqual([0xef, 0xbb, 0xbf, 0x6e, 0x61]);
    expect([response.headers.get('content-type'), response.headers.get('content-disposition')]).toEqual([
      'text/csv; charset=utf-8; header=present',
      'attachment; filename="Names.csv"',
    ]);
  });

  it('has a column for each field, those of objects with dots, in their order; the cursor of an edge is for paging', async () => {
    rows.all = [
      { name: 'Ada', address: { city: 'Ulm', zip: '0123' } },
      { name: null, address: null },
    ];
    expect(await text('Group.csv')).toBe('rank,who,address.zip,address.city\r\n0,Ada,0123,Ulm\r\n1,,,\r\n');
  });

  it('follows cursors under other names, below other objects', async () => {
    const response = await get('Group.csv');
    expect(response.headers.get('link')).toBe('<?after=2>; rel="next"');
  });

  it('has its headings where there are no rows', async () => {
    rows.all = [];
    expect(await text('Buyers.csv')).toBe('id,name,spent,address.city\r\n');
  });

  it('of several types has the fields of all', async () => {
    rows.all = [{ name: 'Ada' }, { city: 'Ulm' }];
    expect(await text('Things.csv')).toBe('__typename,name,city\r\nBuyer,Ada,\r\nAddress,,Ulm\r\n');
  });

  it('keeps numbers as they are, also those that JavaScript would round', async () => {
    rows.all = [
      {
        name: '-5',
        big: '-12345678901234567.10',
        count: -5,
        share: -0.25,
        isNew: true,
        since: '2026-11-30T10:00:00.123456Z',
      },
      { name: '+49 30 1', big: 9007199254740991, count: 0, share: 1e-7, isNew: false, any: { a: [1, '='] } },
    ];
    expect(await text('Nodes.csv')).toBe(
      'name,big,count,share,isNew,since,any\r\n' +
        '-5,-12345678901234567.10,-5,-0.25,true,2026-11-30T10:00:00.123456Z,\r\n' +
        '+49 30 1,9007199254740991,0,1e-7,false,,"{""a"":[1,""=""]}"\r\n',
    );
  });

  it('holds no formula, and what it holds is read again as it was', async () => {
    const names = [
      '=HYPERLINK("http://evil.example","x")',
      "+1+cmd|'/c calc'!A0",
      '-2+3+cmd',
      '@SUM(1)',
      '\t=1',
      '\r=1',
      'a,b',
      'say "hi"',
      'two\r\nlines',
      ' blank ',
      'ü ☕ 🙂',
      '',
      "'quoted",
    ];
    rows.all = names.map((name) => ({ name }));
    const csv = await text('Names.csv');
    const { data, errors } = Papa.parse<string[]>(csv, { delimiter: ',' });
    expect(errors).toEqual([]);
    const dangerous = names.slice(0, 6).map((name) => `'${name}`);
    expect(data).toEqual([
      ['names'],
      ...dangerous.map((name) => [name]),
      ...names.slice(6).map((name) => [name]),
      [''],
    ]);
    expect(csv).toContain(`"'=HYPERLINK(""http://evil.example"",""x"")"\r\n`);
  });

  it.each([
    ['One', 'it has no list.'],
    ['Two', 'it has the lists "names" and "buyers.nodes".'],
    ['Both', 'it has the lists "buyers.nodes" and "buyers.edges".'],
    ['Tags', '"buyers.nodes.address.lines" is a list in each row.'],
    ['Grid', '"grid" is a list of lists.'],
    ['Twins', 'two of its columns would be called "rank"; give one of them an alias.'],
    ['Empty', '"buyers.edges" has no values.'],
  ])('of %s is refused, with the field that is in the way', async (name, why) => {
    expect(await refusal(`${name}.csv`)).toEqual([
      406,
      'NOT_A_TABLE',
      `The answer of this document is no table: ${why} Ask for JSON, or for another document.`,
    ]);
  });
});
