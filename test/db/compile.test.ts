import { describe, expect, it } from '@jest/globals';
import { sql, type SQL } from 'drizzle-orm';
import { integer, PgDialect, pgEnum, pgTable, text } from 'drizzle-orm/pg-core';
import * as fc from 'fast-check';
import { compile } from '../../src/db/compile.js';
import { refusal } from '../support/refusal.js';

const things = pgTable('things', { id: integer('id'), name: text('na"me') });
const byDrizzle = (statement: SQL) => {
  const { sql: text, params } = new PgDialect().sqlToQuery(statement);
  return { text, values: params };
};

describe('a compiled statement', () => {
  it('has no more values than PostgreSQL takes', () => {
    const values = (count: number): SQL =>
      sql`select ${sql.join(
        Array.from({ length: count }, () => sql`${1}`),
        sql`, `,
      )}`;
    expect(compile(values(65_000)).values).toHaveLength(65_000);
    expect(() => compile(values(65_001))).toThrow(
      refusal(
        'The question compares 65001 values in one statement, and 65000 are the most: ask for less at once.',
        'FILTER_TOO_LARGE',
      ),
    );
  });

  it('has its values in the order of their places', () => {
    const inner = sql`b = any(${sql.param(['x', 'y'])}::text[])`;
    expect(compile(sql`select ${sql.identifier('a"b')}, ${1} where ${inner} and c = ${null}${undefined}`)).toEqual({
      text: 'select "a""b", $1 where b = any($2::text[]) and c = $3',
      values: [1, ['x', 'y'], null],
    });
  });

  it('is what drizzle makes of it', () => {
    const usual = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constantFrom(null, undefined, new Date(0), ['a', 1], [], Buffer.from('x')),
    );
    const odd = fc.constantFrom<unknown>(
      things,
      things.id,
      sql`x`.as('y'),
      sql.placeholder('p'),
      sql`a ${1}`.inlineParams(),
      pgEnum('mood', ['a', 'b']),
      sql.param(5, { mapToDriverValue: (value: number) => `${value + 1}` }),
      sql.param(5, { mapToDriverValue: (value: number) => sql`f(${value})` }),
    );
    const { statement } = fc.letrec<{ statement: SQL; part: unknown }>((tie) => ({
      part: fc.oneof(
        { maxDepth: 4 },
        { weight: 3, arbitrary: usual },
        { weight: 1, arbitrary: odd },
        { weight: 2, arbitrary: fc.string().map((name) => sql.identifier(name)) },
        { weight: 2, arbitrary: fc.string().map((raw) => sql.raw(raw)) },
        { weight: 2, arbitrary: usual.map((value) => sql.param(value)) },
        { weight: 4, arbitrary: tie('statement') },
        {
          weight: 1,
          arbitrary: fc
            .array(tie('statement') as fc.Arbitrary<SQL>, { maxLength: 3 })
            .map((list) => sql.join(list, sql`, `)),
        },
      ),
      statement: fc
        .array(tie('part'), { maxLength: 4 })
        .map((parts) => sql.join([sql`select `, ...parts.map((part) => sql` and ${part}`)])),
    }));
    fc.assert(
      fc.property(statement, (one) => {
        expect(compile(one)).toEqual(byDrizzle(one));
      }),
      { numRuns: 500 },
    );
  });
});
