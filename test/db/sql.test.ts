import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql, type SQL } from 'drizzle-orm';
import fc from 'fast-check';
import { run } from '../../src/db/runStatement.js';
import { anyOf, compile, fixed, identifier, list, literal, literals } from '../../src/db/sql.js';
import { emptyDatabase, type TestDatabase } from '../support/database.js';

const textOf = (part: SQL): string => compile(part).text;

describe('a statement', () => {
  it('has its values beside its text, in their order', () => {
    const inner = sql`b = ${2} or c = ${'x'}`;
    expect(compile(sql`select ${'a'} where ${inner} and d = ${null}`)).toEqual({
      text: 'select $1 where b = $2 or c = $3 and d = $4',
      values: ['a', 2, 'x', null],
    });
  });

  it('has a list as one value, so that its text is the same for every length', () => {
    const statements = [[], ['a'], ['a', 'b', 'a']].map((keys) => compile(anyOf(sql`k`, keys)));
    expect(new Set(statements.map(({ text }) => text))).toEqual(new Set(['k = any($1::text[])']));
    expect(statements.map(({ values }) => values)).toEqual([[[]], [['a']], [['a', 'b', 'a']]]);
    expect(textOf(anyOf(sql`n`, ['1'], 'bigint'))).toBe('n = any($1::bigint[])');
  });
});

describe('parts', () => {
  it.each<[SQL[], string]>([
    [[], ''],
    [[sql`a`], 'a'],
    [[sql`a`, sql`b + 1`, sql`'c, d'`], "a, b + 1, 'c, d'"],
  ])('are listed with commas between: %#', (parts, text) => {
    expect(textOf(list(parts))).toBe(text);
  });

  it('are left as they were by a list', () => {
    const parts = [sql`a`, sql`b`];
    list(parts);
    expect(parts.map(textOf)).toEqual(['a', 'b']);
  });

  it('are words as literals, each under itself', () => {
    const { sum, last } = literals(['sum', 'last']);
    expect([textOf(sum), textOf(last)]).toEqual(["'sum'", "'last'"]);
  });
});

describe('what a text of SQL holds', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await emptyDatabase();
  });
  afterAll(() => database.drop());

  const anyText = fc.string({
    unit: fc.constantFrom('a', 'Z', "'", '"', '\\', '$', '%', ';', '-', ' ', '\n', 'é', '😀', '$1'),
  });
  const askAll = async (given: readonly string[], part: (text: string) => SQL): Promise<unknown> => {
    const [row = {}] = await run(database.client, sql`select ${list(given.map(part))}`);
    return row;
  };

  it('as a literal is that text to PostgreSQL, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyText, { minLength: 1, maxLength: 40 }), async (texts) => {
        const row = await askAll(texts, (text) => sql`${literal(text)} as ${identifier(`c${texts.indexOf(text)}`)}`);
        expect(row).toEqual(Object.fromEntries(texts.map((text) => [`c${texts.indexOf(text)}`, text])));
      }),
      { numRuns: 20 },
    );
  });

  it('as a name is that name to PostgreSQL, whatever it is', async () => {
    // A name has 63 bytes at the most, and one at least.
    const name = anyText.filter((text) => text !== '' && Buffer.byteLength(text) <= 63);
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(name, { minLength: 1, maxLength: 40 }), async (names) => {
        const row = await askAll(names, (given) => sql`1 as ${identifier(given)}`);
        expect(row).toEqual(Object.fromEntries(names.map((given) => [given, 1])));
      }),
      { numRuns: 20 },
    );
  });

  it('as a value in a list is that text to PostgreSQL, and null is null', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(anyText, fc.constant(null))), async (texts) => {
        const [row] = await run(database.client, sql`select ${sql.param(texts)}::text[] as texts`);
        expect(row?.['texts']).toEqual(texts);
      }),
    );
  });

  it('runs with its values bound, on a client or in a transaction', async () => {
    const texts = ["it's", 'b,{c}', null];
    const statement = sql`select ${'a'}::text || ${3}::int as said, ${sql.param(texts)}::text[] as texts`;
    const expected = [{ said: 'a3', texts }];
    expect([...(await run(database.client, statement))]).toEqual(expected);
    await database.client.begin(async (transaction) => {
      expect([...(await run(transaction, statement))]).toEqual(expected);
    });
  });
});

describe('a part of fixed text', () => {
  it('is the text of the part', () => {
    expect(compile(sql`select ${fixed(sql`${identifier('a"b')} = ${literal("it's $1")}`)}, ${2}`)).toEqual({
      text: `select "a""b" = 'it''s $1', $1`,
      values: [2],
    });
  });

  it('has no values', () => {
    expect(() => fixed(sql`a = ${1}`)).toThrow('A part of fixed text has 1 values');
  });
});
