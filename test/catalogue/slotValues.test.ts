import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sql } from 'drizzle-orm';
import {
  bareType,
  comparedSlot,
  fitsSlot,
  orderedText,
  orderedValue,
  parseSlot,
  readSlot,
  slotColumn,
} from '../../src/catalogue/slotValues.js';
import { run } from '../../src/db/runStatement.js';
import type { DataType } from '../../src/words/dataTypes.js';
import { emptyDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await emptyDatabase();
});
afterAll(() => database.drop());

const types = { STR: 'text', FIELD: 'numeric', DATE: 'date', TIME: 'timestamptz' } as const;

/** What expressions over a slot give for values that stand in it, as texts. */
async function evaluated(kind: keyof typeof types, values: readonly string[], ...expressions: string[]) {
  const columns = expressions.map((expression, index) => `(${expression})::text as c${index}`).join(', ');
  const rows = await database.client.unsafe<Record<string, string | null>[]>(
    `select ${columns} from unnest($1::text[]) with ordinality as given (value, n)
     cross join lateral (select given.value::${types[kind]} as slot) as row order by n`,
    [values as string[]],
  );
  return rows.map((row) => expressions.map((_, index) => row[`c${index}`] ?? null));
}

describe('a slot as a value of its type', () => {
  it.each<
    [
      dataType: DataType,
      kind: keyof typeof types,
      cases: [stored: string, read: string | null, compared: string | null][],
    ]
  >([
    [
      'text',
      'STR',
      [
        [' a ', ' a ', ' a '],
        ['', '', ''],
      ],
    ],
    ['boolean', 'STR', ['true', 'TRUE', 't', 'Yes', 'y', '1'].map((text) => [text, 'true', 'true'])],
    ['boolean', 'STR', ['false', 'no', '0', '', 'on', ' true', 'wahr'].map((text) => [text, 'false', 'false'])],
    [
      'integer',
      'FIELD',
      [
        ['7', '7', '7'],
        ['-7.0000', '-7', '-7'],
        // Half away from zero, as a cast does.
        ['1.5', '2', '2'],
        ['-2.5', '-3', '-3'],
        ['2.4999', '2', '2'],
        ['9223372036854775806', '9223372036854775806', '9223372036854775806'],
        ['9223372036854775807', null, '9223372036854775807'],
        ['-1e30', null, '-1000000000000000000000000000000'],
      ],
    ],
    [
      'decimal',
      'FIELD',
      [
        ['1.500', '1.5', '1.500'],
        ['-0.0', '0', '0.0'],
        ['100', '100', '100'],
        ['1e-5', '0.00001', '0.00001'],
      ],
    ],
    [
      'float',
      'FIELD',
      [
        ['0.1', '0.1', '0.1'],
        ['33.3333333333', '33.3333333333', '33.3333333333'],
      ],
    ],
    [
      'date',
      'DATE',
      [
        ['2026-02-28', '2026-02-28', '2026-02-28'],
        ['infinity', 'infinity', 'infinity'],
      ],
    ],
  ])('%s', async (dataType, kind, cases) => {
    const found = await evaluated(
      kind,
      cases.map(([stored]) => stored),
      readSlot(dataType, 'slot'),
      comparedSlot(dataType, 'slot'),
    );
    expect(found).toEqual(cases.map(([, read, compared]) => [read, compared]));
  });

  it('is equal where it is compared as equal', async () => {
    const numbers = fc
      .tuple(fc.integer({ min: -40, max: 40 }), fc.constantFrom(1, 2, 4))
      .map(([n, by]) => String(n / by));
    await fc.assert(
      fc.asyncProperty(fc.array(numbers, { minLength: 2, maxLength: 30 }), async (values) => {
        const rows = await evaluated('FIELD', values, readSlot('integer', 'slot'), comparedSlot('integer', 'slot'));
        for (const [read, compared] of rows) expect(Number(compared)).toBe(Number(read));
        for (const [index, [read]] of rows.entries()) {
          const value = Number(values[index]);
          expect(Number(read)).toBe(Math.sign(value) * Math.round(Math.abs(value)) || 0);
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe('a slot as orders compare it', () => {
  it('is cut to 500 characters where it is a text, and as filters compare it elsewhere', async () => {
    const long = 'ä'.repeat(501);
    expect(
      await evaluated('STR', [long, 'short'], `length(${orderedValue('text', 'slot')})`, orderedText('slot')),
    ).toEqual([
      ['500', 'ä'.repeat(500)],
      ['5', 'short'],
    ]);
    expect(orderedValue('integer', '"field1"')).toBe(comparedSlot('integer', '"field1"'));
    expect(orderedValue('date', '"date1"')).toBe('"date1"');
  });
});

it('a slot takes numbers of at most 100 digits on either side of the point', async () => {
  const cases: [number: string, fits: boolean | null][] = [
    ['0', true],
    ['9'.repeat(100), true],
    [`-${'9'.repeat(100)}.5`, true],
    [`1${'0'.repeat(100)}`, false],
    [`0.${'1'.repeat(100)}`, true],
    [`0.${'1'.repeat(101)}`, false],
    ['NaN', false],
    ['Infinity', false],
    ['-Infinity', false],
  ];
  const rows = await run<{ fits: boolean | null }>(
    database.client,
    sql`select coalesce(${fitsSlot(sql`value`)}, false) as fits
      from unnest(${sql.param(cases.map(([number]) => number))}::numeric[]) with ordinality as given (value, n) order by n`,
  );
  expect(rows.map(({ fits }) => fits)).toEqual(cases.map(([, fits]) => fits));
});

describe('the name of a slot', () => {
  it.each<[name: string, kind: string, number: number]>([
    ['STR1', 'STR', 1],
    ['str120', 'STR', 120],
    ['Field300', 'FIELD', 300],
    ['DATE40', 'DATE', 40],
    ['time7', 'TIME', 7],
  ])('%s', (name, kind, number) => {
    expect(parseSlot(name)).toEqual({ kind, number });
    expect(slotColumn(name)).toBe(`"${name.toLowerCase()}"`);
  });

  it.each(['', 'STR', 'STR0', 'STR01', 'STR-1', 'STR1.5', ' STR1', 'STR1\n', 'XSTR1', 'STRING1', 'FIELD1"', 'ſtr1'])(
    'is not %j',
    (name) => {
      expect(parseSlot(name)).toBeUndefined();
      expect(() => slotColumn(name)).toThrow(TypeError);
      expect(() => bareType(name)).toThrow(`"${name}" is not a slot`);
    },
  );

  it('tells what it holds where nothing is said of it', () => {
    expect(['STR1', 'field2', 'DATE3', 'TIME4'].map(bareType)).toEqual(['text', 'decimal', 'date', 'datetime']);
  });
});
