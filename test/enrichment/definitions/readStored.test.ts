import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { run } from '../../../src/db/runStatement.js';
import { attributeColumns, dayRows } from '../../../src/enrichment/definitions/familyRows.js';
import { readStored } from '../../../src/enrichment/definitions/readStored.js';
import { asFolded, asNumber, asText, readColumn } from '../../../src/enrichment/measures/columns.js';
import type { DataType } from '../../../src/words/dataTypes.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { refusal } from '../../support/refusal.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
  await database.client`set time zone 'UTC'`;
});
afterAll(() => database.drop());

/** What an expression over `text` gives for each of some texts, as text. */
async function evaluated(expression: string, texts: readonly string[]): Promise<(string | null)[]> {
  const rows = await database.client.unsafe<{ value: string | null }[]>(
    `select (${expression})::text as value from unnest($1::text[]) with ordinality as given (text, n) order by n`,
    [texts as string[]],
  );
  return rows.map(({ value }) => value);
}

const read = (dataType: DataType, texts: readonly string[]) => evaluated(readStored('text', dataType), texts);

describe('a stored text as a value of a type', () => {
  it.each<[dataType: DataType, cases: [text: string, value: string | null][]]>([
    [
      'text',
      [
        ['', ''],
        [' a ', ' a '],
        ['NaN', 'NaN'],
      ],
    ],
    [
      'boolean',
      [
        ...['true', 'T', 'yes', 'Y', 'ON', '1'].map((text): [string, string] => [text, 'true']),
        ...['false', 'F', 'No', 'n', 'off', '0'].map((text): [string, string] => [text, 'false']),
        ...['', 'tru', '2', ' true', 'null'].map((text): [string, null] => [text, null]),
      ],
    ],
    [
      'decimal',
      [
        ['1.50', '1.50'],
        ['-.5', '-0.5'],
        ['+5.', '5'],
        ['4e-05', '0.00004'],
        ['1E3', '1000'],
        ...['', '.', '-', '1,5', '1 ', ' 1', 'NaN', 'Infinity', '1e', '1e1000', '0x10', '1_000', '1\n'].map(
          (text): [string, null] => [text, null],
        ),
      ],
    ],
    [
      'integer',
      [
        ['7', '7'],
        ['7.5', '7.5'],
        ['seven', null],
      ],
    ],
    [
      'float',
      [
        ['0.1', '0.1'],
        ['1e400', `1${'0'.repeat(400)}`],
      ],
    ],
    [
      'date',
      [
        ['2024-02-29', '2024-02-29'],
        ['0001-01-01', '0001-01-01'],
        ['9999-12-31', '9999-12-31'],
        ...[
          '2023-02-29',
          '1900-02-29',
          '2024-04-31',
          '2024-13-01',
          '2024-00-10',
          '2024-01-00',
          '2024-01-32',
          '0000-01-01',
          '2024-1-1',
          '2024-01-01T00:00:00Z',
          'today',
          'infinity',
          '',
        ].map((text): [string, null] => [text, null]),
      ],
    ],
    [
      'datetime',
      [
        ['2024-02-29T23:59:59Z', '2024-02-29 23:59:59+00'],
        ['2024-02-29 00:00:00+05:30', '2024-02-28 18:30:00+00'],
        ['2024-01-01 10:00:00.123456-08', '2024-01-01 18:00:00.123456+00'],
        // Local mean time has seconds.
        ['1800-01-01 00:00:00-00:01:15', '1800-01-01 00:01:15+00'],
        ...[
          '2023-02-29T10:00:00Z',
          '2024-01-01T24:00:00Z',
          '2024-01-01T10:60:00Z',
          '2024-01-01T10:00:60Z',
          '2024-01-01T10:00Z',
          '2024-01-01T10:00:00',
          '2024-01-01',
          '2024-01-01T10:00:00+16:00',
          'now',
        ].map((text): [string, null] => [text, null]),
      ],
    ],
  ])('%s', async (dataType, cases) => {
    expect(
      await read(
        dataType,
        cases.map(([text]) => text),
      ),
    ).toEqual(cases.map(([, value]) => value));
  });

  it('never fails, whatever is stored, and takes a day where the calendar has it', async () => {
    const texts = fc.array(
      fc.oneof(
        fc.stringMatching(/^[012]\d{3}-[01]\d-[0-3]\d$/),
        fc.stringMatching(/^20\d\d-[01]\d-[0-3]\d[ T][0-2]\d:[0-6]\d:[0-6]\d(?:[+-][01]\d(?::[0-6]\d)?|Z)$/),
        fc.stringMatching(/^[-+.\deE]{0,8}$/),
      ),
      { minLength: 20, maxLength: 60 },
    );
    const isOfCalendar = (text: string): boolean => {
      const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
      const date = new Date(0);
      date.setUTCFullYear(year, month - 1, day);
      return year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
    };
    await fc.assert(
      fc.asyncProperty(texts, async (all) => {
        const [days, instants, numbers] = [
          await read('date', all),
          await read('datetime', all),
          await read('decimal', all),
        ];
        for (const [index, text] of all.entries()) {
          const isDay = /^\d{4}-\d\d-\d\d$/.test(text) && isOfCalendar(text);
          expect([text, days[index]]).toEqual([text, isDay ? text : null]);
          const instant = Date.parse(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'));
          const isInstant =
            /^\d{4}-\d\d-\d\d[ T]([01]\d|2[0-3]):[0-5]\d:[0-5]\d([+-](0\d|1[0-5])(:[0-5]\d)?|Z)$/.test(text) &&
            isOfCalendar(text.slice(0, 10));
          expect([text, instants[index] === null]).toEqual([text, !isInstant]);
          if (isInstant) expect(Date.parse(`${instants[index]?.replace(' ', 'T')}:00`)).toBe(instant);
          const isNumber =
            text !== '' &&
            /^[-+]?[\d.]+([eE][-+]?\d{1,3})?$/.test(text) &&
            Number.isFinite(Number(text.replace(/[eE].*/, '')));
          expect([text, numbers[index] !== null]).toEqual([text, isNumber]);
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('a column of a source', () => {
  const column = sql`text`;
  const of = async (expression: ReturnType<typeof asText>, texts: readonly (string | null)[]): Promise<unknown[]> => {
    const rows = await run<{ value: string | null }>(
      database.client,
      sql`select (${expression})::text as value
        from unnest(${sql.param(texts)}::text[]) with ordinality as given (text, n) order by n`,
    );
    return rows.map(({ value }) => value);
  };

  it('is read as a number where it holds one of at most 100 characters', async () => {
    const most = '9'.repeat(100);
    expect(await of(asNumber(column), ['1.50', '-.5', 'free', '', 'NaN', 'Infinity', most, `${most}9`, null])).toEqual([
      '1.50',
      '-0.5',
      null,
      null,
      null,
      null,
      most,
      null,
      null,
    ]);
    expect(await of(asNumber(sql`length(text)`), ['abc'])).toEqual(['3']);
  });

  it('is read as a text, which may be compared without case and accents', async () => {
    expect(await of(asText(column), ['Ärger', null])).toEqual(['Ärger', null]);
    expect(await of(asFolded(column), ['Ärger', 'ARGER', null])).toEqual(['arger', 'arger', null]);
    const [sorted] = await run<{ list: string }>(
      database.client,
      sql`select string_agg(text, ' ' order by ${asText(column)}) as list from unnest(array['b', 'B', 'ä', 'a']) as given (text)`,
    );
    // By bytes: capitals first, letters with accents last.
    expect(sorted?.list).toBe('B a b ä');
  });

  it('is refused by its name where the source does not have it', () => {
    const columns = new Map([['price', column]]);
    expect(readColumn(columns, 'price', 'total', 'activity')).toBe(column);
    expect(() => readColumn(columns, 'prize', 'total', 'activity')).toThrow(
      refusal(
        'The attribute "total" reads the column "prize", which the source activity does not have. Did you mean "price"?',
        'UNKNOWN_COLUMN',
      ),
    );
  });
});

describe('the rows of a family', () => {
  it.each([[['2026-03-31']], [['2026-03-01', '2026-02-28', '2026-03-31']]])('are of the days %j', async (days) => {
    const rows = await run<{ day: string }>(
      database.client,
      sql`select other.day from ${dayRows({ days }, 'other')} order by 1`,
    );
    expect(rows.map(({ day }) => day)).toEqual(days.toSorted());
    const named = await run(database.client, sql`select days.day from ${dayRows({ days })}`);
    expect(named).toHaveLength(days.length);
  });

  it('have a column for each attribute, by its name', async () => {
    const attribute = {
      alias: 'A',
      description: 'A.',
      dataType: 'integer',
      category: 'Test',
      piiClass: 'NONE',
    } as const;
    const columns = attributeColumns([
      { ...attribute, name: 'one', sql: 'sum(n)' },
      { ...attribute, name: 'an "odd" one', sql: 'count(*) filter (where n > 1)' },
    ]);
    expect(await run(database.client, sql`select ${columns} from generate_series(1, 3) as n`)).toEqual([
      { one: '6', 'an "odd" one': '2' },
    ]);
  });
});
