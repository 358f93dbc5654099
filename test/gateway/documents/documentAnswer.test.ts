import { HeaderMap, type HTTPGraphQLResponse } from '@apollo/server';
import { describe, expect, it } from '@jest/globals';
import { documentAnswer, type MeantDocument } from '../../../src/gateway/documents/documentAnswer.js';

const answerOf = (text: string, status?: number): HTTPGraphQLResponse => ({
  ...(status !== undefined && { status }),
  headers: new HeaderMap([
    ['content-type', 'application/graphql-response+json; charset=utf-8'],
    ['x-cost-actual', '7'],
  ]),
  body: { kind: 'complete', string: text },
});

const meant: MeantDocument = { id: 'id', name: 'Names', fields: [], table: undefined };
const table = { list: ['names'], columns: [{ heading: 'names', path: [] }] };

const read = (text: string, { status, ...more }: { readonly status?: number } & Partial<MeantDocument> = {}) => {
  const {
    status: found,
    headers,
    body,
  } = documentAnswer(answerOf(text, status), { ...meant, ...more }, new URLSearchParams());
  return { status: found, headers: Object.fromEntries(headers), text: body.kind === 'complete' ? body.string : '' };
};

describe('the answer to a document by its name', () => {
  it('keeps what other headers say, and tells by one which values are masked', () => {
    const extensions = '"extensions":{"masked":["customers.edges.node.email","bad\\r\\nname",7],"other":1}';
    for (const more of [{}, { table }])
      expect(read(`{"data":{"names":["A***"]},${extensions}}\n`, more).headers).toMatchObject({
        'x-cost-actual': '7',
        'x-facet-masked': 'customers.edges.node.email',
      });
    expect(read('{"data":{"names":[]}}\n').headers).not.toHaveProperty('x-facet-masked');
  });

  it('is the data as it was written', () => {
    expect(read('{"data":{"big":9007199254740993,"name":"}"}}\n').text).toBe('{"big":9007199254740993,"name":"}"}\n');
    expect(read('{"data":{"names":["}"]},"extensions":{"other":1}}\n').text).toBe('{"names":["}"]}\n');
    const masked = '"extensions":{"masked":["customers.edges.node.email"]}';
    expect(read(`{"data":{"big":9007199254740993,"small":1e-7},${masked}}\n`).text).toBe(
      '{"big":9007199254740993,"small":1e-7}\n',
    );
    expect(read(`{${masked},"data":{"names":[]}}\n`).text).toBe('{"names":[]}\n');
  });

  it.each([
    [undefined, 'UNKNOWN_SEGMENT', 400],
    [200, 'INTERNAL_SERVER_ERROR', 500],
    [200, 'DATABASE_UNAVAILABLE', 503],
    [200, 'constructor', 400],
    [400, 'GRAPHQL_VALIDATION_FAILED', 400],
    [429, 'WHATEVER', 429],
  ])('with errors has a status of HTTP: of %s and %s it is %i', (status, code, expected) => {
    const errors = `[{"message":"No.","extensions":{"code":"${code}"}}]`;
    const found = read(`{"errors":${errors},"data":{"names":["secret"]}}\n`, {
      table,
      ...(status !== undefined && { status }),
    });
    expect([found.status, found.headers['content-type'], found.text]).toEqual([
      expected,
      'application/json; charset=utf-8',
      `{"errors":${errors}}\n`,
    ]);
  });
});
