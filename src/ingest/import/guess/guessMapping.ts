import { freeAlias } from '../../../catalogue/freeAlias.js';
import type { ReservedName } from '../../../catalogue/reservedNames.js';
import { fitFormat, type Fit } from './fitFormat.js';
import { guessTarget, partsOfCampaigns, unitPriceOf, type Match, type Matches } from './guessTarget.js';
import type { Sample, SampleColumn } from './sampleFile.js';
import { customerKeys, normalName } from './synonyms.js';

/** A first mapping of a file. */
export interface Guess {
  readonly target: string;
  /** For `imported_attributes`. */
  readonly source?: string;
  /** Target column → what stands behind it in the config, and a remark. */
  readonly columns: readonly { readonly name: string; readonly mapping: unknown; readonly remark?: string }[];
  /** Columns of the file that nothing is made of. */
  readonly unmapped: readonly string[];
  /** Some times are local times: a zone has to be said. */
  readonly needsZone: boolean;
  /** What a person should look at. */
  readonly remarks: readonly string[];
}

/** The file's name as a name of a source: `Web Sessions.csv.gz` is `web_sessions`. */
const sourceName = (file: string): string => normalName(file.replace(/\..*$/s, '')) || 'file';

const written = ({ column, fit }: Match): unknown =>
  fit.format === undefined ? column.name : { column: column.name, format: fit.format };

const remarkOf = ({ alternative }: Fit): { readonly remark?: string } =>
  alternative === undefined ? {} : { remark: `or ${alternative}: both fit` };

/** Guesses what a file is, and how its columns map. `reserved` are names that attributes cannot have. */
export function guessMapping(sample: Sample, reserved: readonly ReservedName[] = []): Guess {
  const guessed = guessTarget(sample);
  if (guessed === undefined) return guessAttributes(sample, reserved);
  const { target, matches } = guessed;
  const columns = [
    ...fixedColumns(target, matches, sample),
    ...ownColumns(target, matches),
    ...lineColumns(target, matches, sample),
  ];
  const used = new Set([...matches.values()].map(({ column }) => column.name));
  const price = unitPriceOf(sample, matches);
  if (price !== undefined && target === 'unified_itemized_transactions') used.add(price.name);
  return {
    target,
    columns,
    unmapped: sample.columns.map(({ name }) => name).filter((name) => !used.has(name)),
    needsZone: [...matches.values()].some(({ fit }) => fit.needsZone),
    remarks: remarksOn(target, matches, sample),
  };
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
  [...matches]
    .filter(([name]) => !(target === 'unified_itemized_transactions' && name === 'item_revenue'))
    .map(([name, match]) => ({ name, mapping: written(match), ...remarkOf(match.fit) }));

/** What order lines have more: revenue of quantities and prices, and which lines are returns. */
function lineColumns(target: string, matches: Matches, sample: Sample): Guess['columns'] {
  if (target !== 'unified_itemized_transactions') return [];
  const quantity = matches.get('item_quantity')?.column;
  const revenue = matches.get('item_revenue');
  const price = unitPriceOf(sample, matches);
  const columns: { name: string; mapping: unknown; remark?: string }[] = [];
  if (revenue !== undefined) columns.push({ name: 'item_revenue', mapping: written(revenue) });
  else if (price !== undefined && quantity !== undefined)
    columns.push({ name: 'item_revenue', mapping: { multiply: [quantity.name, price.name] } });
  if (quantity?.values.some((value) => value.startsWith('-')) === true)
    columns.push({
      name: 'is_return',
      mapping: { matches: { of: quantity.name, pattern: '^-' } },
      remark: 'quantities below 0 are taken for returns',
    });
  return columns;
}

/** A file keyed by customer whose other columns become attributes. */
function guessAttributes(sample: Sample, reserved: readonly ReservedName[]): Guess {
  const keys = sample.columns.map((column) => ({ column, rank: customerKeys.indexOf(normalName(column.name)) }));
  const [key] = keys.filter(({ rank }) => rank >= 0).sort((a, b) => a.rank - b.rank);
  const customer = key?.column ?? sample.columns[0];
  const source = sourceName(sample.file);
  const names = new Set<string>();
  const attributes = sample.columns
    .filter((column) => column !== customer)
    .map((column) => ({ ...aliasOf(column.name, { taken: names, source, reserved }), column, ...typeOf(column) }));
  return {
    target: 'imported_attributes',
    source,
    columns: [
      { name: 'customer_id', mapping: customer?.name },
      ...attributes.map(({ name, instead, column, type, fit }) => ({
        name,
        mapping: {
          column: column.name,
          ...(fit?.format !== undefined && { format: fit.format }),
          type,
          description: `${column.name} of ${sample.file}`,
        },
        ...remarksOnAttribute(instead, fit),
      })),
    ],
    unmapped: [],
    needsZone: attributes.some(({ fit }) => fit?.needsZone === true),
    remarks: key === undefined ? ['No column looks like a customer: put the right one behind customer_id.'] : [],
  };
}

/** What a person has to know of an attribute's name and of its values. */
function remarksOnAttribute(instead: string | undefined, fit: Fit | undefined): { readonly remark?: string } {
  const of = instead === undefined ? [] : [`${instead} is taken by Facet itself`];
  const { remark } = fit === undefined ? {} : remarkOf(fit);
  const remarks = remark === undefined ? of : [...of, remark];
  return remarks.length === 0 ? {} : { remark: remarks.join('; ') };
}

/** An alias made of a column's name, that neither another column nor Facet has; `instead` of which it is, where it is not the name's own. */
function aliasOf(
  name: string,
  { taken, source, reserved }: { taken: Set<string>; source: string; reserved: readonly ReservedName[] },
): { readonly name: string; readonly instead?: string } {
  const plain = normalName(name).toUpperCase().slice(0, 60) || 'COLUMN';
  const base = /^[A-Z]/.test(plain) ? plain : `C_${plain}`.slice(0, 60);
  const own = freeAlias(base, { reserved, prefix: source.toUpperCase() });
  const alias = freeAlias(own, { reserved, beside: taken });
  taken.add(alias);
  return own === base ? { name: alias } : { name: alias, instead: base };
}

/** The type of an attribute by its values, and their format where it is not the type's default. */
function typeOf({ values }: SampleColumn): { readonly type: string; readonly fit?: Fit } {
  const all = (pattern: RegExp): boolean => values.length > 0 && values.every((value) => pattern.test(value));
  if (all(/^(?:true|false)$/i)) return { type: 'boolean' };
  // A zero before other digits means something: a code, not a number.
  if (all(/^-?(?:0|[1-9]\d{0,8})$/)) return { type: 'integer' };
  if (all(/^-?(?:0|[1-9]\d{0,14})$/)) return { type: 'bigint' };
  if (all(/^-?(?:0|[1-9]\d{0,14})(?:\.\d+)?$/)) return { type: 'decimal' };
  const day = fitFormat('date', values);
  if (day !== undefined) return { type: 'date', fit: day };
  const instant = fitFormat('timestamp with time zone', values);
  return instant === undefined ? { type: 'text' } : { type: 'datetime', fit: instant };
}
