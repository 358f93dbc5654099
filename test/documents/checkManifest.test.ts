import { describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { checkManifest } from '../../src/documents/checkManifest.js';
import type { ManifestEntry } from '../../src/documents/readManifest.js';
import { createDepthLimit } from '../../src/gateway/validation/depthLimit.js';

const schema = buildSchema('type Query { a: Query, x(of: Int!): Int } type Mutation { change: Int }');

const check = (entries: Partial<ManifestEntry>[], format: 'apollo' | 'relay' = 'relay') =>
  checkManifest(
    {
      format,
      entries: entries.map(({ id = 'id', body = 'query Q { x(of: 1) }', name, type }) => ({ id, body, name, type })),
    },
    { schema, rules: [createDepthLimit(3)], tokens: 20 },
  );

const faults = (entry: Partial<ManifestEntry>): unknown[] =>
  check([entry]).flatMap(({ faults: found }) => found.map(({ message, line, column }) => [message, line, column]));

describe('a document of a manifest', () => {
  it('is known by its name, its type and the SHA-256 of its text', () => {
    // printf 'query Q { x(of: 1) }' | sha256sum
    expect(check([{}])).toEqual([
      {
        id: 'id',
        body: 'query Q { x(of: 1) }',
        name: 'Q',
        type: 'query',
        sha256: '0c55f998c4b98d22944d51c260c10acf7c9aeed210bac34de77751309952486a',
        faults: [],
        warnings: [],
      },
    ]);
    expect(check([{ body: 'mutation { change }' }])[0]).toMatchObject({ name: null, type: 'mutation', faults: [] });
  });

  it.each<[string, Partial<ManifestEntry>, unknown[]]>([
    ['what is no GraphQL', { body: 'query Q {\n  x(\n}' }, ['Syntax Error: Expected Name, found "}".', 3, 1]],
    [
      'an unknown field',
      { body: 'query Q {\n  a { nothing } }' },
      ['Cannot query field "nothing" on type "Query".', 2, 7],
    ],
    [
      'more tokens than are allowed',
      { body: `{ ${'a:a '.repeat(10)} }` },
      ['Syntax Error: Document contains more that 20 tokens. Parsing aborted.', 1, 28],
    ],
    [
      'more depth than is allowed',
      { body: 'query Q { a { a { a { x(of: 1) } } } }' },
      ['The query nests fields 4 deep; the limit is 3.', 1, 1],
    ],
    [
      'two operations',
      { body: 'query A { x(of: 1) } query B { x(of: 1) }' },
      ['It has 2 operations; a trusted document has exactly one.', undefined, undefined],
    ],
    [
      'no operation',
      { body: 'fragment F on Query { x(of: 1) }' },
      ['It has 0 operations; a trusted document has exactly one.', undefined, undefined],
    ],
    ['another name', { name: 'R' }, ['The manifest calls it "R", its text "Q".', undefined, undefined]],
    [
      'another type',
      { type: 'mutation' },
      ['The manifest says that it is a mutation; it is a query.', undefined, undefined],
    ],
    ['a long id', { id: 'x'.repeat(257) }, ['Its id has 257 characters; the limit is 256.', undefined, undefined]],
    [
      'an id that breaks lines',
      { id: 'a\nb' },
      ['Its id has other characters than letters, digits and _ - . : / + =.', undefined, undefined],
    ],
    [
      'a long name',
      { body: `query ${'Q'.repeat(256)} { x(of: 1) }` },
      ['The name of its operation has more than 255 characters.', undefined, undefined],
    ],
  ])('with %s is told', (_, entry, expected) => {
    expect(faults(entry)).toContainEqual(expected);
  });

  it('of an id that comes twice is one, unless its texts differ', () => {
    expect(check([{}, {}]).map(({ faults: found }) => found)).toEqual([[]]);
    expect(check([{}, { body: 'query Q { x(of: 2) }' }]).map(({ faults: found }) => found)).toEqual([
      [{ message: 'The manifest has another text of the same id.', line: undefined, column: undefined }],
    ]);
  });

  it('of Apollo is warned of where its id is not its hash', () => {
    const sha = '0c55f998c4b98d22944d51c260c10acf7c9aeed210bac34de77751309952486a';
    expect(check([{ id: sha }], 'apollo')[0]?.warnings).toEqual([]);
    expect(check([{ id: 'md5' }], 'apollo')[0]?.warnings).toEqual([
      'Its id is not the SHA-256 of its text, as clients of Apollo expect.',
    ]);
    expect(check([{ id: 'md5' }])[0]?.warnings).toEqual([]);
  });
});
