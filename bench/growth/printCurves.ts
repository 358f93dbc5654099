import { markdownTable } from '../serve/table.js';
import type { Size } from './fillGrowth.js';
import type { TableBytes } from './readBytes.js';

/** What was measured at one size. */
export interface Measured {
  readonly size: Size;
  /** Milliseconds, by the name of the question. */
  readonly questions: Readonly<Record<string, number>>;
  /** Megabytes of the server at the most. */
  readonly memory: number;
  /** Seconds, by the name of the run. */
  readonly runs: Readonly<Record<string, number>>;
  readonly bytes: readonly TableBytes[];
}

const digits = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 2 : 0 });

/** One row: how many times what the first size takes each other one does, then what each takes. */
function curve(name: string, values: readonly number[], unit: string): string[] {
  const [first = Number.NaN] = values;
  const ratios = values.slice(1).map((value) => `${digits(value / first)} ×`);
  return [name, ...ratios, ...values.map((value) => `${digits(value)} ${unit}`)];
}

/** Prints the curves as tables of Markdown: ratios to the first size, then times; and the bytes of a row at the last size. */
export function printCurves(measured: readonly Measured[]): void {
  const [first] = measured;
  if (first === undefined) return;
  const named = (of: 'questions' | 'runs', unit: string): string[][] =>
    Object.keys(first[of]).map((name) =>
      curve(
        name,
        measured.map((one) => one[of][name] ?? Number.NaN),
        unit,
      ),
    );
  const titles = measured.map(({ size }) => `${size.customers.toLocaleString('en')} × ${size.days} days`);
  const factors = measured
    .slice(1)
    .map(({ size }) => `${digits(size.customers / first.size.customers)} × the customers`);
  const memory = curve(
    "the server's memory at the most",
    measured.map((one) => one.memory),
    'MB',
  );
  console.log(
    markdownTable(['what', ...factors, ...titles], [...named('questions', 'ms'), ...named('runs', 's'), memory]),
  );
  const { bytes = [] } = measured.at(-1) ?? {};
  const rows = bytes.map(({ table, rows, row, indexes }) => [
    table,
    rows.toLocaleString('en'),
    digits(row),
    digits(indexes),
  ]);
  console.log(`\n${markdownTable(['table', 'rows', 'bytes of a row', 'bytes of its indexes'], rows)}`);
}
