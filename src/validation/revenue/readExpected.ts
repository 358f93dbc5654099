import { access, constants, stat } from 'node:fs/promises';
import { UserError } from '../../lib/errors/UserError.js';
import { openFile } from '../../ingest/import/sources/openFile.js';
import type { Fields, ImportSource } from '../../ingest/import/sources/importSource.js';

/** What the company expects of a month. */
export interface ExpectedMonth {
  /** `YYYY-MM`. */
  readonly month: string;
  /** Null where the file does not say: then of all currencies, of which there may be one alone. */
  readonly currency: string | null;
  readonly revenue: string;
  /** Null where the file does not say. */
  readonly quantity: string | null;
}

/** Months that a file has at the most: of 500 years, or of 50 in ten currencies. */
const mostMonths = 6000;

const number = /^[+-]?\d{1,30}(\.\d{1,10})?$/;

const fault = (file: string, line: number, said: string): UserError =>
  new UserError(`${file}, line ${line}: ${said}.`, 'BAD_FILE');

function reader(source: ImportSource, file: string) {
  const { shape } = source;
  const needed = (name: string): number => shape.column(name, 'validation.expectedRevenue.file');
  const wanted = (name: string): number | undefined => (shape.names.includes(name) ? needed(name) : undefined);
  const [year, month, revenue] = [needed('year'), needed('month'), needed('revenue')];
  const [quantity, currency] = [wanted('quantity'), wanted('currency')];
  const at = (fields: Fields, place: number | undefined): string =>
    (place === undefined ? null : fields[place])?.trim() ?? '';
  const decimal = (text: string, name: string, line: number): string => {
    if (!number.test(text)) throw fault(file, line, `the ${name} "${text.slice(0, 40)}" is no number such as 1234.50`);
    return text;
  };
  return (fields: Fields, line: number): ExpectedMonth => {
    const [y, m] = [at(fields, year), at(fields, month)];
    if (!/^\d{4}$/.test(y)) throw fault(file, line, `"${y.slice(0, 40)}" is no year such as 2026`);
    if (!/^(0?[1-9]|1[0-2])$/.test(m)) throw fault(file, line, `"${m.slice(0, 40)}" is no month from 1 to 12`);
    const units = at(fields, quantity);
    return {
      month: `${y}-${m.padStart(2, '0')}`,
      currency: at(fields, currency) || null,
      revenue: decimal(at(fields, revenue), 'revenue', line),
      quantity: units === '' ? null : decimal(units, 'quantity', line),
    };
  };
}

async function requireFile(path: string, where: string): Promise<void> {
  try {
    const found = await stat(path);
    if (!found.isFile()) throw new Error('it is no file');
    await access(path, constants.R_OK);
  } catch (error) {
    throw new UserError(`"${where}": ${path} cannot be read: ${(error as Error).message}.`, 'BAD_FILE');
  }
}

/**
 * The months of a file with the columns year, month and revenue, and where it has them quantity and currency. Throws a `UserError`
 * for a file that cannot be read, and one that names the line for what is no number, a month that comes twice, and too many of them.
 */
export async function readExpected(path: string): Promise<ExpectedMonth[]> {
  const where = 'validation.expectedRevenue.file';
  await requireFile(path, where);
  const source = await openFile(path, path, { quote: '"' }, where);
  const read = reader(source, path);
  const months: ExpectedMonth[] = [];
  const seen = new Set<string>();
  for await (const rows of source.rows())
    for (const { fields, line, fault: broken } of rows) {
      if (broken !== undefined) throw fault(path, line, `the line ${broken}`);
      const one = read(fields, line);
      const place = `${one.month} ${one.currency ?? ''}`;
      if (seen.has(place)) throw fault(path, line, `the month ${place.trim()} comes a second time`);
      if (seen.size === mostMonths) throw fault(path, line, `there are more than ${mostMonths} months`);
      seen.add(place);
      months.push(one);
    }
  return months;
}
