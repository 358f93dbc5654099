import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import Papa from 'papaparse';
import { csvRows } from '../../../../src/ingest/import/sources/csvRows.js';
import type { SourceRow } from '../../../../src/ingest/import/sources/importSource.js';
import { counts, importFixture, type ImportFixture } from '../importFixture.js';

let fixture: ImportFixture;
beforeAll(async () => {
  fixture = await importFixture();
});
afterAll(() => fixture.drop());

/** A row of the fuzzed file, with what has to become of it. */
interface FuzzedRow {
  readonly bytes: Buffer;
  /** Ends of lines within its fields. */
  readonly innerLines: number;
  /** The values that go in; undefined for a row that has to be rejected. */
  readonly values: readonly (string | null)[] | undefined;
  readonly reason: RegExp | undefined;
}

const header = 'no,who,n,day,at,flag\n';

/** A field in quotes; without them where it may be. */
const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

// After a quote that somebody forgot to close, a field that begins with a comma or newline would close it by the rules.
const words = fc
  .stringMatching(/^[A-Za-zäß€😀'"\\,;\n\t {}[\]$%=+@-]{0,20}$/u)
  .filter((text) => !/(?:^|")\s*[,\n]/.test(text));
const decimals = fc
  .tuple(fc.constantFrom('', '-'), fc.integer({ min: 0, max: 999_999 }), fc.stringMatching(/^(?:\.\d{1,6})?$/))
  .map(([sign, whole, fraction]) => `${sign}${whole}${fraction}`);
const days = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2026-01-30'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const instants = fc
  .date({ min: new Date('1970-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());
const flags = fc.constantFrom(['true', 'true'], ['f', 'false'], ['Yes', 'true'], ['0', 'false'], ['', null] as const);

const goodRow = fc.tuple(words, decimals, days, instants, flags);

/** Spoils one field of a good row, or the row as a whole: how, and why it is rejected. */
const faults: readonly (readonly [(fields: string[]) => string | Buffer, RegExp])[] = [
  [(fields) => fields.map(quoted).slice(1).join(','), /has 5 fields where the header has 6/],
  [(fields) => [...fields, 'more'].map(quoted).join(','), /has 7 fields where the header has 6/],
  [(fields) => fields.with(2, '1,5').map(quoted).join(','), /is not a decimal number/],
  [(fields) => fields.with(2, '0x1F').map(quoted).join(','), /is not a decimal number/],
  [(fields) => fields.with(2, '1e999999').map(quoted).join(','), /is not a decimal number/],
  [(fields) => fields.with(3, '2023-02-30').map(quoted).join(','), /is not a day of the calendar/],
  [(fields) => fields.with(3, '31.12.2020').map(quoted).join(','), /is not a day of the calendar/],
  [(fields) => fields.with(4, '2020-01-01T24:00:00Z').map(quoted).join(','), /is not an instant/],
  [(fields) => fields.with(4, '2020-01-01T10:00:00').map(quoted).join(','), /has no zone offset/],
  [(fields) => fields.with(4, '').map(quoted).join(','), /is empty, and order_datetime must be known/],
  [(fields) => fields.with(5, 'maybe').map(quoted).join(','), /is neither true nor false/],
  [(fields) => fields.with(1, 'a\0b').map(quoted).join(','), /holds a NUL byte/],
  [
    (fields) => Buffer.concat([Buffer.from(`${fields[0]},`), Buffer.from([0xff, 0xfe, 0x41]), Buffer.from(',1,,,')]),
    /is not valid UTF-8/,
  ],
  [(fields) => `${fields[0]},"open,1,,,`, /has a quote that is not closed/],
  [(fields) => `${fields[0]},"closed"early,1,,,`, /has a quote that is not closed/],
];

const fuzzedRow = (no: number) =>
  fc
    .tuple(goodRow, fc.option(fc.nat(faults.length - 1), { freq: 2, nil: undefined }), fc.boolean())
    .map(([[who, n, day, at, [flag, flagValue]], fault, crlf]): FuzzedRow => {
      const fields = [String(no), who, n, day, at, flag ?? ''];
      const [spoil, reason] = fault === undefined ? [] : (faults[fault] ?? []);
      // Newlines of a spoilt row would make it several.
      const plain = spoil === undefined ? fields : fields.with(1, who.replaceAll(/[\n"]/g, ' '));
      const text = spoil === undefined ? plain.map(quoted).join(',') : spoil(plain);
      const bytes = Buffer.concat([Buffer.from(text), Buffer.from(crlf ? '\r\n' : '\n')]);
      const innerLines = spoil === undefined ? who.split('\n').length - 1 : 0;
      const values =
        spoil === undefined
          ? [String(no), who.trim() === '' ? null : who.trim(), n, day, at, flagValue ?? null]
          : undefined;
      return { bytes, innerLines, values, reason };
    });

const entry = {
  file: 'fuzz.csv',
  target: 'unified_itemized_transactions',
  columns: {
    order_id: 'no',
    line_id: 'no',
    product_id: 'who',
    item_quantity: 'n',
    store_id: 'day',
    order_datetime: 'at',
    is_return: 'flag',
    brand: { constant: 'b' },
  },
};

const numeric = (text: unknown): string => String(Number(text));

test('10,000 fuzzed rows: each bad one is explained, every good one is in as it was written', async () => {
  const seed = Number(process.env['FUZZ_SEED'] ?? 20_260_131);
  const rows = Array.from(
    { length: 10_000 },
    (_, no) => fc.sample(fuzzedRow(no), { numRuns: 1, seed: seed + no })[0] as FuzzedRow,
  );
  await fixture.write('fuzz.csv', Buffer.concat([Buffer.from(header), ...rows.map(({ bytes }) => bytes)]));
  const rejectsFile = join(fixture.folder, 'rejects.csv');
  const people = { customer_id: 'no', datasource: { constant: 'fuzz' }, pk: 'no', birthdate: 'day' };
  // The days go into a second table: order lines have no column of that type.
  const report = await fixture.run([entry, { ...entry, target: 'unified_customers', columns: people }], {
    rejectsFile,
  });

  const rejects = Papa.parse<string[]>(await readFile(rejectsFile, 'utf8')).data.slice(1, -1);
  const reasons = new Map(rejects.map(([, line = '', , , reason = '']) => [Number(line), reason]));
  let line = 2;
  for (const { innerLines, reason, values } of rows) {
    if (values !== undefined) expect(reasons.get(line)).toBeUndefined();
    else expect(reasons.get(line)).toMatch(reason ?? /^$/);
    line += 1 + innerLines;
  }
  const good = rows.flatMap(({ values }) => (values === undefined ? [] : [values]));
  // A bad day is a text like any other to the order lines.
  const badDays = rows.filter(({ reason }) => reason?.source.includes('calendar') === true).length;
  expect(counts(report.files[0])).toEqual([10_000, good.length + badDays, 10_000 - good.length - badDays]);
  const kept =
    await fixture.client`select t.order_id, t.product_id, t.item_quantity, c.birthdate, t.order_datetime, t.is_return
    from facet.unified_itemized_transactions t join facet.unified_customers c on c.pk = t.order_id
    where t.brand = 'b' order by t.order_id::integer`.values();
  expect(
    kept.map(([no, who, n, day, at, flag]) => [no, who, numeric(n), day, new Date(String(at)).toISOString(), flag]),
  ).toEqual(
    good.map(([no, who, n, day, at, flag]) => [
      no,
      who,
      numeric(n),
      day,
      at,
      flag === null || flag === undefined ? null : flag === 'true',
    ]),
  );
}, 120_000);

/** The rows that are read of a text which comes in pieces of a size. */
async function read(text: string, size: number, delimiter: string): Promise<SourceRow[]> {
  const pieces = async function* () {
    for (let at = 0; at < text.length; at += size)
      yield await Promise.resolve({ text: text.slice(at, at + size), valid: true });
  };
  const rows: SourceRow[] = [];
  for await (const batch of csvRows(pieces(), 'x.csv', { delimiter, quote: '"' }))
    for (const row of batch) rows.push(row);
  return rows;
}

const badQuote = 'has a quote that is not closed, or closed before the field ends';

/** The same by another parser, which looks at the whole rest of the text again for each row. */
function readSlowly(text: string, delimiter: string): SourceRow[] {
  const rows: SourceRow[] = [];
  let [at, line] = [0, 1];
  while (at < text.length) {
    const { data, errors, meta } = Papa.parse<string[]>(text.slice(at), {
      delimiter,
      newline: '\n',
      preview: 1,
      fastMode: false,
    });
    const [fields = []] = data;
    if (errors.some(({ type }) => type === 'Quotes')) {
      const bad = text.slice(at, text.indexOf('\n', at));
      rows.push({ line, fields: [bad.replace(/\r$/, '')], fault: badQuote });
      [at, line] = [at + bad.length + 1, line + 1];
      continue;
    }
    const row = [...fields.slice(0, -1), fields.at(-1)?.replace(/\r$/, '') ?? ''];
    if (row.length > 1 || row[0]?.trim() !== '') rows.push({ line, fields: row });
    line += text.slice(at, at + meta.cursor).split('\n').length - 1;
    at += meta.cursor;
  }
  return rows;
}

test('quotes in any places, cut anywhere, are read as another parser reads them row by row', async () => {
  const parts = fc.constantFrom('"', '"', '""', 'a', ',', '\n', '\r\n', ' ', 'p"', '",', 'é');
  await fc.assert(
    fc.asyncProperty(
      fc.array(parts, { maxLength: 25 }),
      fc.integer({ min: 1, max: 30 }),
      fc.constantFrom(',', '\t', ';'),
      async (text, size, delimiter) => {
        const csv = `a\n${text.join('')}\n`.replaceAll(',', delimiter);
        expect(await read(csv, size, delimiter)).toEqual(readSlowly(csv, delimiter));
      },
    ),
    { numRuns: 3000 },
  );
});

test.each<[string, (line: number) => string, number]>([
  ['closed early', (line) => `c${line},"a"b,F,L`, 200_000],
  ['not closed', (line) => `c${line},"a,F,L`, 200_000],
  ['that close each other without end', () => 'p","', 1_000_000],
  ['and then one that is not closed', (line) => (line === 0 ? 'x,"' : 'a""b,c'), 500_000],
])(
  'quotes %s cost no more than their lines',
  async (_, lineOf, lines) => {
    const text = `${Array.from({ length: lines }, (__, line) => lineOf(line)).join('\n')}\n`;
    const rows = await read(text, 65_536, ',');
    expect(rows).toHaveLength(lines);
    expect(rows.at(-1)?.line).toBe(lines);
  },
  30_000,
);
