import type { Guess } from './guess.js';
import { matchTarget, type Matches } from './guessTarget.js';
import type { Sample } from './sampleFile.js';
import { normalName } from './synonyms.js';
import { mapped, sourceName } from './written.js';

/** What order lines say of the order or the product, and not of the person. */
const notOfLines: ReadonlySet<string> = new Set(['title', 'state', 'create_dt', 'update_dt', 'generational_suffix']);

const bareNames: ReadonlySet<string> = new Set(['name', 'naam', 'title']);

/** The columns of a file that tell of the person, beside the key; those that another entry uses are none. */
export function personalColumns(sample: Sample, target: string, used: ReadonlySet<string>): Matches {
  const isLines = target === 'unified_itemized_transactions';
  const rest = { ...sample, columns: sample.columns.filter(({ name }) => !used.has(name)) };
  const matches = [...matchTarget('unified_customers', rest)].filter(
    ([name, { column }]) =>
      name !== 'customer_id' && !(isLines && (notOfLines.has(name) || bareNames.has(normalName(column.name)))),
  );
  return new Map(matches);
}

/** The entry that makes customers of a file whose rows are of something else; `key` is the column that tells the customer. */
export function guessPeople(sample: Sample, key: string, personal: Matches): Guess {
  const isComplete = sample.columns.find(({ name }) => name === key)?.isComplete ?? false;
  return {
    target: 'unified_customers',
    ...(!isComplete && { where: { known: key } }),
    columns: [
      { name: 'customer_id', mapping: key },
      { name: 'datasource', mapping: { constant: sourceName(sample.file) } },
      { name: 'pk', mapping: key },
      ...mapped(personal),
    ],
    unmapped: [],
    needsZone: [...personal.values()].some(({ fit }) => fit.needsZone),
    remarks: [],
  };
}
