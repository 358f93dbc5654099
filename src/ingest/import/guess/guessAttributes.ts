import type { ReservedName } from '../../../catalogue/reservedNames.js';
import { UserError } from '../../../lib/errors/UserError.js';
import { DataType, dataTypes } from '../../../words/dataTypes.js';
import { aliasOf } from './aliasOf.js';
import type { SampleColumn } from './columnSample.js';
import { fitFormat, type Fit } from './fitFormat.js';
import type { Guess } from './guess.js';
import { remarkOf, sourceName } from './guessedColumns.js';
import { guessPeople, personalColumns } from './guessPeople.js';
import type { Match } from './guessTarget.js';
import type { Sample } from './sampleFile.js';
import { customerKeys, normalName } from './synonyms.js';

/**
 * Guesses entries for a file keyed by customer: personal columns go into `unified_customers`, the others become
 * attributes.
 */
export function guessAttributes(sample: Sample, reserved: readonly ReservedName[]): readonly Guess[] {
  const keys = sample.columns.map((column) => ({ column, rank: customerKeys.indexOf(normalName(column.name)) }));
  const [found] = keys.filter(({ rank }) => rank >= 0).sort((a, b) => a.rank - b.rank);
  const customer = found?.column ?? sample.columns[0];
  if (customer === undefined) throw new Error('A sample has columns');
  const isKnown = found !== undefined;
  const personal = isKnown
    ? personalColumns(sample, 'imported_attributes', new Set([customer.name]))
    : new Map<string, Match>();
  const taken = new Set([customer, ...[...personal.values()].map(({ column }) => column)]);
  const names = { taken: new Set<string>(), source: sourceName(sample.file), reserved };
  const attributes = sample.columns
    .filter((column) => !taken.has(column))
    .map((column) => ({ ...aliasOf(column.name, names), column, ...typeOf(column) }));
  const people = isKnown ? [guessPeople(sample, customer.name, personal)] : [];
  if (attributes.length === 0 && isKnown) return people;
  if (attributes.length === 0)
    throw new UserError(
      `${sample.file} has the column "${customer.name}" alone, which does not look like a customer: nothing can be guessed from it.`,
      'BAD_FILE',
    );
  return [attributesGuess(sample, customer.name, attributes, isKnown), ...people];
}

interface Attribute extends AttributeType {
  readonly name: string;
  /** The name that it would have, if that were free. */
  readonly instead?: string;
  readonly column: SampleColumn;
}

const attributesGuess = (
  { file }: Sample,
  customer: string,
  attributes: readonly Attribute[],
  isKnown: boolean,
): Guess => ({
  target: 'imported_attributes',
  source: sourceName(file),
  columns: [
    { name: 'customer_id', mapping: customer },
    ...attributes.map(({ name, instead, column, type, fit, remark }) => ({
      name,
      mapping: {
        column: column.name,
        ...(fit?.format !== undefined && { format: fit.format }),
        type,
        description: `${column.name} of ${file}`,
      },
      remark: remarksOf(instead, remark ?? (fit && remarkOf(fit))),
    })),
  ],
  unmapped: [],
  needsZone: attributes.some(({ fit }) => fit?.needsZone === true),
  remarks: isKnown ? [] : ['No column looks like a customer: put the right one behind customer_id.'],
});

/** What a person has to know of an attribute's name and of its values. */
function remarksOf(instead: string | undefined, ofValues: string | undefined): string | undefined {
  if (instead === undefined) return ofValues;
  const ofName = `${instead} is taken by Facet itself`;
  return ofValues === undefined ? ofName : `${ofName}; ${ofValues}`;
}

interface AttributeType {
  readonly type: DataType;
  readonly fit?: Fit;
  readonly remark?: string;
}

/** The type of an attribute by its values, and their format where it is not the type's default. */
function typeOf({ values }: SampleColumn): AttributeType {
  const all = (pattern: RegExp): boolean => values.length > 0 && values.every((value) => pattern.test(value));
  if (all(/^(?:true|false)$/i)) return { type: DataType.boolean };
  // A zero before other digits means something: a code, not a number.
  if (all(/^-?(?:0|[1-9]\d{0,8})$/)) return { type: DataType.integer };
  if (all(/^-?(?:0|[1-9]\d{0,14})$/)) return { type: DataType.bigint };
  if (all(/^-?(?:0|[1-9]\d{0,14})(?:\.\d+)?$/)) return { type: DataType.decimal };
  const day = fitFormat(dataTypes.date.sqlType, values);
  if (day !== undefined) return { type: DataType.date, fit: day };
  const instant = fitFormat(dataTypes.datetime.sqlType, values);
  if (instant !== undefined) return { type: DataType.datetime, fit: instant };
  const number = fitFormat(dataTypes.decimal.sqlType, values);
  if (number === undefined || values.some((value) => /^[+-]?0\d/.test(value))) return { type: DataType.text };
  if (number.misfits === undefined) return { type: DataType.decimal, fit: number };
  const { count, of, example } = number.misfits;
  const remark = `not sure: all but ${count} of ${of} different values are numbers, but not ${JSON.stringify(example)}`;
  return { type: DataType.text, remark };
}
