import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sql } from 'drizzle-orm';
import { allOf } from '../../src/conditions/allOf.js';
import { checkFilter } from '../../src/conditions/checkFilter.js';
import type { ConditionTree } from '../../src/conditions/conditionTree.js';
import { condition as conditionKeys } from '../../src/config/conditionKeys.js';
import { identifier } from '../../src/db/sql.js';
import { conditionSql } from '../../src/enrichment/measures/condition.js';
import { filterConditions, type Operands } from '../../src/operands/filterConditions.js';
import { conditionOperators, type ConditionOperator } from '../../src/words/conditionOperators.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import {
  every,
  holds,
  some,
  type PlainArgument,
  type PlainKind,
  type PlainValue,
  type Truth,
} from './plainConditions.js';
import { comparands, operatorsFor, truthsOf } from './things.js';

/** Columns that both doors can name; a day is a text for declared attributes, and in the same order. */
const columns = {
  number: [null, '-2.5', '0', '1', '1.50', '10'],
  text: [null, '', 'a', 'A', 'a%b', 'Äb', '10'],
  date: [null, '0999-12-31', '2026-01-01', '2026-02-28'],
  flag: [null, true, false],
} as const satisfies Partial<Record<PlainKind, readonly PlainValue[]>>;

type Column = keyof typeof columns;
type Row = Readonly<Record<Column, PlainValue>>;

const names = Object.keys(columns) as Column[];

/** Rows with every value, each beside others. */
const rows: readonly Row[] = Array.from({ length: 42 }, (_, n) => ({
  number: columns.number[n % 6] ?? null,
  text: columns.text[n % 7] ?? null,
  date: columns.date[n % 4] ?? null,
  flag: columns.flag[n % 3] ?? null,
}));

let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase();
  await database.client`create table things (id int, number numeric, text text, date date, flag boolean)`;
  for (const [id, { number, text, date, flag }] of rows.entries())
    await database.client.unsafe('insert into things values ($1, $2, $3, $4, $5)', [id, number, text, date, flag]);
});
afterAll(() => database.drop());

/** A tree as it is asked, and what it is of a row. */
interface Meant {
  readonly asked: Readonly<Record<string, unknown>>;
  readonly of: (row: Row) => Truth;
}

const valueOf = (column: Column) =>
  fc.constantFrom<Exclude<PlainValue, null>>(...columns[column].filter((value) => value !== null));

function argumentOf(column: Column, operator: string): fc.Arbitrary<PlainArgument> {
  switch (conditionOperators[operator as ConditionOperator].takes) {
    case 'list':
      return fc.array(valueOf(column), { maxLength: 3 });
    case 'range':
      return fc.record({ from: valueOf(column), to: valueOf(column) });
    case 'presence':
      return fc.boolean();
    case 'value':
    case 'ordered':
    case 'text':
      return valueOf(column);
  }
}

/** A number as the config file has it. */
const written = (column: Column, given: PlainArgument): unknown =>
  column === 'number'
    ? JSON.parse(JSON.stringify(given), (_, value) => (typeof value === 'string' ? Number(value) : value))
    : given;

const leaf: fc.Arbitrary<Meant> = fc.constantFrom(...names).chain((column) =>
  fc
    .dictionary(fc.constantFrom(...operatorsFor(column)), fc.constant(null), { minKeys: 1, maxKeys: 2 })
    .chain((chosen) =>
      fc
        .tuple(
          ...Object.keys(chosen).map((operator) =>
            argumentOf(column, operator).map((given) => [operator, given] as const),
          ),
        )
        .map((operators) => ({
          asked: { [column]: Object.fromEntries(operators.map(([name, given]) => [name, written(column, given)])) },
          of: (row) => every(operators.map(([name, given]) => holds(column, name, row[column], given))),
        })),
    ),
);

const trees: fc.Arbitrary<Meant> = fc.letrec<{ tree: Meant }>((tie) => {
  const branches = fc.array(tie('tree'), { maxLength: 3 });
  return {
    tree: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      branches.map((all) => ({
        asked: { and: all.map(({ asked }) => asked) },
        of: (row: Row) => every(all.map(({ of }) => of(row))),
      })),
      branches.map((all) => ({
        asked: { or: all.map(({ asked }) => asked) },
        of: (row: Row) => some(all.map(({ of }) => of(row))),
      })),
      // Whatever does not hold, known or not.
      tie('tree').map(({ asked, of }) => ({ asked: { not: asked }, of: (row: Row) => of(row) !== true })),
      // Members side by side; where two have one name, the second alone is asked.
      fc
        .tuple(tie('tree'), tie('tree'))
        .map(([one, other]) =>
          Object.keys(one.asked).some((name) => name in other.asked)
            ? other
            : { asked: { ...one.asked, ...other.asked }, of: (row: Row) => every([one.of(row), other.of(row)]) },
        ),
    ),
  };
}).tree;

const operands: Operands = {
  column: (name) => ({ ...comparands[name as Column], name, pii: 'NONE', nullable: true, ofProfile: false }),
  attribute: () => {
    throw new Error('There are no attributes');
  },
  branch: () => ({}),
};

/** Whether a tree holds of each row, by the door of requests and by that of declared attributes. */
const answers = (asked: ConditionTree): Promise<boolean[][]> => {
  checkFilter(asked);
  return truthsOf(database, [
    allOf(filterConditions(asked, operands)),
    conditionSql(conditionKeys.parse(asked), (name) => sql`t.${identifier(name)}`),
  ]);
};

it('random trees hold of the same rows in a filter, in a declared attribute and in plain three-valued logic', async () => {
  let asked = 0;
  let telling = 0;
  await fc.assert(
    fc.asyncProperty(trees, async (tree) => {
      const expected = rows.map((row) => tree.of(row) === true);
      expect(await answers(tree.asked)).toEqual([expected, expected]);
      asked += 1;
      telling += new Set(expected).size - 1;
    }),
    { numRuns: 400 },
  );
  expect(asked).toBeGreaterThan(100);
  expect(telling / asked).toBeGreaterThan(0.4);
}, 60_000);

describe('what is null for a row', () => {
  const unknown = { text: { is: 'a' } };
  it.each([
    ['is neither held nor its opposite', { and: [unknown, { text: { isNot: 'a' } }] }, false],
    ['fits neither an operator nor the negated one', { or: [unknown, { text: { isNot: 'a' } }] }, false],
    ['fits the complement of an operator', { not: unknown }, true],
    ['fits the complement of a negated operator', { not: { text: { notIn: ['a'] } } }, true],
    ['does not fit the complement of a complement', { not: { not: unknown } }, false],
    [
      'fits the complement of an and that it makes unknown',
      { not: { and: [unknown, { number: { isNull: true } }] } },
      true,
    ],
    ['fits an or with something else that holds', { or: [unknown, { number: { isNull: true } }] }, true],
    ['fits no empty list, and not its opposite', { or: [{ text: { in: [] } }, { text: { notIn: [] } }] }, false],
    ['fits an empty and', { and: [] }, true],
    ['fits no empty or', { or: [] }, false],
    ['fits the complement of an empty or', { not: { or: [] } }, true],
  ])('%s', async (_, asked, expected) => {
    const [requested, declared] = await answers(asked);
    expect([requested?.[0], declared?.[0]]).toEqual([expected, expected]);
  });
});
