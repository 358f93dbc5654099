import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { UserError } from '../../../lib/errors/UserError.js';
import { badBytes } from '../sources/encodings.js';
import type { ImportSource } from '../sources/importSource.js';
import { openFile } from '../sources/openFile.js';
import { ColumnSample, type KeptLength, type SampleColumn } from './columnSample.js';
import { sniffFile, type SampleOptions } from './sniffFile.js';
import { uniqueHeader } from './uniqueHeader.js';

export type { SampleColumn } from './columnSample.js';

/** What a file holds. */
export interface Sample {
  readonly file: string;
  /** What the config has to say of how it is read. */
  readonly options: SampleOptions;
  /** Texts that mean "no value" in it, the empty one first. */
  readonly nulls: readonly string[];
  readonly columns: readonly SampleColumn[];
  /** Rows that were looked at. */
  readonly rows: number;
  /** Whether these were all rows. */
  readonly isWhole: boolean;
  /** What a person should know of how it is read. */
  readonly remarks: readonly string[];
}

/** How much is looked at of a file, in rows and in characters. */
export interface SampleLimits {
  readonly rows: number;
  readonly characters: number;
}

const standardLimits: SampleLimits = { rows: 2_000_000, characters: 300_000_000 };

/** Texts that are taken for missing values where they come. */
const nullTexts = new Set(['NA', 'N/A', 'n/a', 'NULL', 'null', 'nan', 'NaN', 'None', '\\N', '(null)', '#N/A']);

/**
 * Reads a file, or two million rows or 300 million characters of it, and finds out how it is written. Throws a
 * `UserError`.
 */
export async function sampleFile(path: string, limits = standardLimits): Promise<Sample> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw new UserError(`There is no file ${path}.`, 'FILE_NOT_FOUND');
  const file = basename(path);
  const sniffed = await sniffFile(path, file);
  const options = { ...sniffed, ...(await uniqueHeader(path, file, sniffed)) };
  const sample = await readSample(path, file, options, limits);
  if (sample !== undefined) return sample;
  // Bytes that are no UTF-8 may come late.
  const latin = await readSample(path, file, { ...options, encoding: 'windows-1252' }, limits);
  if (latin === undefined) throw new Error('Only UTF-8 is given up');
  return latin;
}

/** Undefined where bytes are found that are no UTF-8. */
async function readSample(
  path: string,
  file: string,
  options: SampleOptions,
  limits: SampleLimits,
): Promise<Sample | undefined> {
  const { shape, rows } = await openFile(path, file, { ...options, quote: '"' }, file);
  const kept: KeptLength = { characters: 0 };
  const columns = namesOnce(shape).map((name) => ({
    index: shape.column(name, file),
    sample: new ColumnSample(name, kept),
  }));
  if (columns.length === 0) throw new UserError(`${file} has no column with a name of its own.`, 'BAD_FILE');
  const nulls = new Set(['']);
  let [seen, characters, isWhole] = [0, 0, true];
  for await (const batch of rows()) {
    isWhole = seen < limits.rows && characters < limits.characters;
    if (!isWhole) break;
    for (const { fields, fault } of batch) {
      if (fault === badBytes() && options.encoding === undefined) return undefined;
      if (fault !== undefined) continue;
      for (const { index, sample } of columns) {
        const text = fields[index]?.trim() ?? '';
        if (nullTexts.has(text)) nulls.add(text);
        else if (text !== '') sample.add(text);
        if (text === '' || nullTexts.has(text)) sample.isComplete = false;
        characters += text.length;
      }
    }
    seen += batch.length;
  }
  return {
    file,
    options,
    nulls: [...nulls],
    columns: columns.map(({ sample }) => sample.column),
    rows: seen,
    isWhole,
    remarks: remarksOn(options, shape),
  };
}

const namesOnce = ({ names }: ImportSource['shape']): readonly string[] =>
  names.filter((name, index) => names.indexOf(name) === index && names.lastIndexOf(name) === index);

function remarksOn({ encoding, header }: SampleOptions, { unnamed }: ImportSource['shape']): string[] {
  return [
    ...(encoding === 'windows-1252'
      ? ['Its bytes are no UTF-8 and were taken for windows-1252: look at letters such as ü.']
      : []),
    ...(header === undefined ? [] : ['Columns have the same name: they are told apart by a number.']),
    ...(unnamed.length === 0 ? [] : [`Columns without a name are left out: place ${unnamed.slice(0, 20).join(', ')}.`]),
  ];
}
