import type { Guess } from './guess.js';
import { guessedColumns, sourceName } from './guessedColumns.js';
import { matchTarget, type Matches } from './guessTarget.js';
import type { Sample } from './sampleFile.js';
import { normalName } from './synonyms.js';

/** Columns of customers that, in a file of order lines, are about the order or the product. */
const notOfLines: ReadonlySet<string> = new Set(['title', 'state', 'create_dt', 'update_dt', 'generational_suffix']);

const bareNames: ReadonlySet<string> = new Set(['name', 'naam', 'title']);

/** The columns of a file that are about the person, without the key and those that another entry uses. */
export function personalColumns(sample: Sample, target: string, used: ReadonlySet<string>): Matches {
  const isLines = target === 'unified_itemized_transactions';
  const rest = { ...sample, columns: sample.columns.filter(({ name }) => !used.has(name)) };
  const matches = [...matchTarget('unified_customers', rest)].filter(
    ([name, { column }]) =>
      name !== 'customer_id' && !(isLines && (notOfLines.has(name) || bareNames.has(normalName(column.name)))),
  );
  return new Map(matches);
}

/**
 * Guesses an entry for the customers of a file whose rows are of something else; `key` is the column with the
 * customer's id.
 */
export function guessPeople(sample: Sample, key: string, personal: Matches): Guess {
  const isComplete = sample.columns.find(({ name }) => name === key)?.isComplete ?? false;
  return {
    target: 'unified_customers',
    ...(!isComplete && { where: { known: key } }),
    columns: [
      { name: 'customer_id', mapping: key },
      { name: 'datasource', mapping: { constant: sourceName(sample.file) } },
      { name: 'pk', mapping: key },
      ...guessedColumns(personal),
    ],
    unmapped: [],
    needsZone: [...personal.values()].some(({ fit }) => fit.needsZone),
    remarks: [],
  };
}
