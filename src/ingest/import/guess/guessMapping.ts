import type { ReservedName } from '../../../catalogue/reservedNames.js';
import { UserError } from '../../../lib/UserError.js';
import { aliasOf } from './aliasOf.js';
import type { SampleColumn } from './columnSample.js';
import { fitFormat, type Fit } from './fitFormat.js';
import type { Guess } from './guess.js';
import { guessPeople, personalColumns } from './guessPeople.js';
import { guessTarget, partsOfCampaigns, unitPriceOf, type Match, type Matches } from './guessTarget.js';
import type { Sample } from './sampleFile.js';
import { customerKeys, normalName } from './synonyms.js';
import { mapped, remarkOf, sourceName, written } from './written.js';

/**
 * Guesses what a file is, and how its columns map: into one target, and, where its rows tell of people too, into customers.
 * `reserved` are names that attributes cannot have.
 */
export function guessMapping(sample: Sample, reserved: readonly ReservedName[] = []): readonly Guess[] {
  const guessed = guessTarget(sample);
  if (guessed === undefined) return guessAttributes(sample, reserved);
  const { target, matches } = guessed;
  const columns = [
    ...fixedColumns(target, matches, sample),
    ...ownColumns(target, matches),
    ...lineColumns(target, matches, sample),
  ];
  const isLines = target === 'unified_itemized_transactions';
  const used = new Set([...matches.values()].map(({ column }) => column.name));
  const price = isLines ? unitPriceOf(sample, matches) : undefined;
  if (price !== undefined) used.add(price.column.name);
  const key = isLines ? matches.get('customer_id')?.column.name : undefined;
  const personal = key === undefined ? new Map<string, Match>() : personalColumns(sample, target, used);
  const taken = new Set([...used, ...[...personal.values()].map(({ column }) => column.name)]);
  const main: Guess = {
    target,
    columns,
    unmapped: sample.columns.map(({ name }) => name).filter((name) => !taken.has(name)),
    needsZone: [...matches.values()].some(({ fit }) => fit.needsZone),
    remarks: remarksOn(target, matches, sample),
  };
  return key === undefined ? [main] : [main, guessPeople(sample, key, personal)];
}

function remarksOn(target: string, matches: Matches, sample: Sample): Guess['remarks'] {
  if (target === 'unified_itemized_transactions' && !matches.has('customer_id'))
    return ['No column looks like a customer: map customer_id if there is one.'];
  if (target !== 'campaigns') return [];
  return partsOfCampaigns(sample).map((part) => `The file has ${part} as well: import it into that, too.`);
}

function fixedColumns(target: string, matches: Matches, { file }: Sample): Guess['columns'] {
  const customer = matches.get('customer_id')?.column.name;
  if (target === 'unified_customers')
    return [
      { name: 'datasource', mapping: { constant: sourceName(file) } },
      { name: 'pk', mapping: customer },
    ];
  const plan = matches.get('plan_id')?.column.name;
  if (target === 'campaigns' && !matches.has('campaign_name'))
    return [{ name: 'campaign_name', mapping: plan, remark: 'no column looks like a name' }];
  return [];
}

const ownColumns = (target: string, matches: Matches): Guess['columns'] =>
  mapped(matches).filter(({ name }) => !(target === 'unified_itemized_transactions' && name === 'item_revenue'));

/** What order lines have more: revenue of quantities and prices, and which lines are returns. */
function lineColumns(target: string, matches: Matches, sample: Sample): Guess['columns'] {
  if (target !== 'unified_itemized_transactions') return [];
  const quantity = matches.get('item_quantity')?.column;
  const revenue = matches.get('item_revenue');
  const price = unitPriceOf(sample, matches);
  const columns: Guess['columns'][number][] = [];
  if (revenue !== undefined)
    columns.push({ name: 'item_revenue', mapping: written(revenue), remark: remarkOf(revenue.fit) });
  else if (price !== undefined && quantity !== undefined)
    columns.push({
      name: 'item_revenue',
      mapping: { multiply: [quantity.name, written(price)] },
      remark: remarkOf(price.fit),
    });
  if (quantity?.values.some((value) => value.startsWith('-')) === true)
    columns.push({
      name: 'is_return',
      mapping: { matches: { of: quantity.name, pattern: '^-' } },
      remark: 'quantities below 0 are taken for returns',
    });
  return columns;
}

/** A file keyed by customer: what tells of the person goes into customers, the other columns become attributes. */
function guessAttributes(sample: Sample, reserved: readonly ReservedName[]): readonly Guess[] {
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
  readonly type: string;
  readonly fit?: Fit;
  readonly remark?: string;
}

/** The type of an attribute by its values, and their format where it is not the type's default. */
function typeOf({ values }: SampleColumn): AttributeType {
  const all = (pattern: RegExp): boolean => values.length > 0 && values.every((value) => pattern.test(value));
  if (all(/^(?:true|false)$/i)) return { type: 'boolean' };
  // A zero before other digits means something: a code, not a number.
  if (all(/^-?(?:0|[1-9]\d{0,8})$/)) return { type: 'integer' };
  if (all(/^-?(?:0|[1-9]\d{0,14})$/)) return { type: 'bigint' };
  if (all(/^-?(?:0|[1-9]\d{0,14})(?:\.\d+)?$/)) return { type: 'decimal' };
  const day = fitFormat('date', values);
  if (day !== undefined) return { type: 'date', fit: day };
  const instant = fitFormat('timestamp with time zone', values);
  if (instant !== undefined) return { type: 'datetime', fit: instant };
  const number = fitFormat('numeric', values);
  if (number === undefined || values.some((value) => /^[+-]?0\d/.test(value))) return { type: 'text' };
  if (number.misfits === undefined) return { type: 'decimal', fit: number };
  const { count, of, example } = number.misfits;
  const remark = `not sure: all but ${count} of ${of} different values are numbers, but not ${JSON.stringify(example)}`;
  return { type: 'text', remark };
}
