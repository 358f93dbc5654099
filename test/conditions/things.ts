import { sql, type SQL } from 'drizzle-orm';
import type { Comparand } from '../../src/conditions/Comparand.js';
import { compile, list } from '../../src/db/sql.js';
import { conditionOperators, type OperatorArgument } from '../../src/words/conditionOperators.js';
import type { TestDatabase } from '../support/database.js';
import type { PlainKind, PlainValue } from './plainConditions.js';

export const plainKinds = ['number', 'text', 'date', 'dateTime', 'flag'] as const satisfies readonly PlainKind[];

const hostile = `x%' or 1=1; -- "_\\ $1 ?`;

const lettersAndSigns = ['', ' ', 'a', 'A', 'ä', 'Ä', 'b', '10', '9', '\\', '"', '$1', '?', '😀'];

const words = ['ab', 'Bab', 'a%b', 'a_b', 'axb', 'a\\b', "it's", 'Straße', 'STRASSE', 'Évry', 'null', 'true', hostile];

const accented = ['caf\u00e9', 'cafe\u0301', 'CAFÉ'];

/** What each column holds: nothing, and values at every edge. Some are equal, and written otherwise. */
export const stored: Readonly<Record<PlainKind, readonly PlainValue[]>> = {
  number: [
    null,
    '0',
    '-2.5',
    '-0.0000000001',
    '1.5',
    '1.50',
    '9',
    '10',
    '1000000000000000000000.000000000001',
    'NaN',
    'Infinity',
    '-Infinity',
  ],
  text: [null, ...lettersAndSigns, ...words, ...accented, 'x'.repeat(1000)],
  date: [null, '-infinity', '0001-01-01', '1999-12-31', '2024-02-29', '2026-01-01', '9999-12-31', 'infinity'],
  dateTime: [
    null,
    '-infinity',
    '0001-01-01T00:00:00Z',
    '2026-01-01T00:00:00Z',
    '2026-01-01T00:00:00.000001Z',
    '2026-01-01T00:00:00.000002Z',
    '2026-03-29T01:59:59.999999Z',
    '9999-12-31T23:59:59.999999Z',
    'infinity',
  ],
  flag: [null, true, false],
};

/** What columns are compared with, beside what they hold: values that are none of them, or are written otherwise. */
export const others: Readonly<Record<PlainKind, readonly Exclude<PlainValue, null>[]>> = {
  number: ['0.0', '-2.50', '1.4999999999', '1e3', '010'],
  text: ['c', 'B', 'e', 'É', '%', '_', 'ss', 'SSE', 'ß', "'", '%b', 'fé', '\u0301', "');drop table things;--", '0'],
  date: ['2024-02-28', '2026-01-02'],
  dateTime: ['2026-01-01T05:30:00.000002+05:30', '2025-12-31T23:00:00-01:00', '2026-01-01T00:00:01Z'],
  flag: [],
};

/** The kinds of values that operators are for, by what they are given. */
const kindsFor: Readonly<Record<OperatorArgument, readonly PlainKind[]>> = {
  value: plainKinds,
  list: plainKinds,
  ordered: ['number', 'text', 'date', 'dateTime'],
  range: ['number', 'text', 'date', 'dateTime'],
  text: ['text'],
  presence: plainKinds,
};

/** The operators for values of a kind, in the order of the language. */
export const operatorsFor = (kind: PlainKind): string[] =>
  Object.entries(conditionOperators).flatMap(([name, { takes }]) => (kindsFor[takes].includes(kind) ? [name] : []));

/** The columns of the table as conditions compare them; texts in the order of their bytes, whatever the database's. */
export const comparands: Readonly<Record<PlainKind, Comparand>> = {
  number: { kind: 'number', sql: sql`t.number` },
  text: { kind: 'text', sql: sql`t.text collate "C"` },
  date: { kind: 'date', sql: sql`t.date` },
  dateTime: { kind: 'dateTime', sql: sql`t."dateTime"` },
  flag: { kind: 'flag', sql: sql`t.flag` },
};

/** Makes `things` with a row for each of the values, and none in the columns that have fewer. */
export async function makeThings({ client }: TestDatabase): Promise<void> {
  await client`
    create table things (id int, number numeric, text text, date date, "dateTime" timestamptz, flag boolean)`;
  const rows = Math.max(...plainKinds.map((kind) => stored[kind].length));
  for (let id = 0; id < rows; id += 1) {
    const [number, text, date, dateTime, flag] = plainKinds.map((kind) => stored[kind][id] ?? null);
    const values = [id, number, text, date, dateTime, flag].map((value) => value ?? null);
    await client.unsafe('insert into things values ($1, $2, $3, $4, $5, $6)', values);
  }
}

/** Whether conditions hold of each of the things (`t`), in their order. */
export async function truthsOf({ client }: TestDatabase, conditions: readonly SQL[]): Promise<boolean[][]> {
  const columns = conditions.map((condition, n) => sql`(${condition}) is true as ${sql.identifier(`c${n}`)}`);
  const { text, values } = compile(sql`select ${list(columns)} from things t order by id`);
  const rows = await client.unsafe<Record<string, boolean>[]>(text, values as never[]);
  return conditions.map((_, n) => rows.map((row) => row[`c${n}`] ?? false));
}
