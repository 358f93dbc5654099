import type { Sql } from '../../db/client.js';
import type { Check } from '../definitions/Check.js';
import { passStatement, type Pass } from './passStatement.js';
import { inOrder, type SampleKey } from './sampleKeys.js';

/** How many rows a check evaluated, and how many of them failed. */
export interface Figures {
  readonly evaluated: number;
  readonly failing: number;
}

/** The figures of one data source or application. */
export interface SourceFigures extends Figures {
  readonly source: string;
}

/** Money and units of one month in one currency, as PostgreSQL prints their sums. */
export interface MonthSums {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly currency: string | null;
  readonly revenue: string;
  readonly quantity: string;
}

/** What a pass found. */
export interface PassFound {
  readonly pass: Pass;
  /** Rows that were read. */
  readonly rows: number;
  readonly sources: ReadonlyMap<Check, readonly SourceFigures[]>;
  /** Keys of some failing rows, where the rows are grouped. */
  readonly samples: ReadonlyMap<Check, readonly SampleKey[]>;
  /** How many rows have a value, by column. */
  readonly filled: ReadonlyMap<string, number>;
  readonly months: readonly (MonthSums & { readonly source: string })[];
  /** The first and the last instant, ISO 8601, where revenue is summed and there are rows. */
  readonly span: { readonly first: string; readonly last: string } | null;
}

/** `s0` … are lists of keys, everything else is a text. */
type PassRow = Readonly<Record<string, string | null>> & { readonly source: string; readonly rows: string };

const sum = (rows: readonly PassRow[], column: string): number =>
  rows.reduce((total, row) => total + Number(row[column] ?? 0), 0);

function sourcesOf(rows: readonly PassRow[], n: number): SourceFigures[] {
  const names = [...new Set(rows.map(({ source }) => source))].toSorted();
  return names.map((source) => {
    const own = rows.filter((row) => row.source === source);
    return { source, evaluated: sum(own, `e${n}`), failing: sum(own, `f${n}`) };
  });
}

/** Every row has the same samples. */
const samplesOf = ([row]: readonly PassRow[], n: number): SampleKey[] =>
  inOrder((row?.[`s${n}`] ?? []) as unknown as readonly SampleKey[]);

const valuesOf = (rows: readonly PassRow[], column: string): string[] =>
  rows.flatMap((row) => row[column] ?? []).toSorted();

function spanOf(rows: readonly PassRow[]): PassFound['span'] {
  const [first, last] = [valuesOf(rows, 'first_at')[0], valuesOf(rows, 'last_at').at(-1)];
  return first === undefined || last === undefined ? null : { first, last };
}

const monthOf = (row: PassRow): PassFound['months'][number] => ({
  source: row.source,
  month: row['month'] ?? '',
  currency: row['currency'] ?? null,
  revenue: row['revenue'] ?? '0',
  quantity: row['quantity'] ?? '0',
});

/** Runs a pass: one statement. */
export async function readPass(client: Sql, pass: Pass, timeZone: string): Promise<PassFound> {
  const rows = await client.unsafe<PassRow[]>(passStatement(pass, timeZone));
  return {
    pass,
    rows: sum(rows, 'rows'),
    sources: new Map(pass.checks.map((check, n) => [check, sourcesOf(rows, n)])),
    samples: new Map(pass.rows.isTable ? [] : pass.checks.map((check, n) => [check, samplesOf(rows, n)])),
    filled: new Map(pass.columns.map((column, n) => [column, sum(rows, `c${n}`)])),
    months: pass.rows.revenue === undefined ? [] : rows.map(monthOf),
    span: spanOf(rows),
  };
}
