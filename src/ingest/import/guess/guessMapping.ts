import type { ReservedName } from '../../../catalogue/reservedNames.js';
import type { Guess } from './guess.js';
import { guessAttributes } from './guessAttributes.js';
import { guessedColumns, mappingOf, remarkOf, sourceName } from './guessedColumns.js';
import { guessPeople, personalColumns } from './guessPeople.js';
import { guessTarget, partsOfCampaigns, unitPriceOf, type Match, type Matches } from './guessTarget.js';
import type { Sample } from './sampleFile.js';

/**
 * Guesses which target a file belongs to, and how its columns map; where its rows hold personal data too, a second
 * entry makes customers of them. `reserved` are names that attributes cannot have.
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
  guessedColumns(matches).filter(
    ({ name }) => !(target === 'unified_itemized_transactions' && name === 'item_revenue'),
  );

/** What order lines have more: revenue of quantities and prices, and which lines are returns. */
function lineColumns(target: string, matches: Matches, sample: Sample): Guess['columns'] {
  if (target !== 'unified_itemized_transactions') return [];
  const quantity = matches.get('item_quantity')?.column;
  const revenue = matches.get('item_revenue');
  const price = unitPriceOf(sample, matches);
  const columns: Guess['columns'][number][] = [];
  if (revenue !== undefined)
    columns.push({ name: 'item_revenue', mapping: mappingOf(revenue), remark: remarkOf(revenue.fit) });
  else if (price !== undefined && quantity !== undefined)
    columns.push({
      name: 'item_revenue',
      mapping: { multiply: [quantity.name, mappingOf(price)] },
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
