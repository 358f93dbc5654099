import { sql, type SQL } from 'drizzle-orm';
import { dataTypes, fitsSlot, slotColumn } from '../../catalogue/dataTypes.js';
import { importedColumn } from '../../catalogue/importedMetric.js';
import type { FieldMeaning } from '../../catalogue/meaning.js';
import { identifier, list } from '../../db/sql.js';
import { computeMetrics } from '../computeMetrics.js';
import { catalogueKey, type DaysToCompute, type MetricDefinition, type MetricFamily } from '../definition.js';
import { importedFamily, importedName, type ImportedMeaning } from '../importedFamily.js';
import type { MetricRegistry } from '../registry.js';

/** A slot to fill, and the definition that fills it. */
export interface FilledSlot {
  readonly slot: string;
  readonly metric: MetricDefinition;
}

/** The slots that are filled under a set of meanings, and the families of their metrics. */
interface FilledSlots {
  readonly slots: readonly FilledSlot[];
  readonly families: readonly MetricFamily[];
}

/** The families of the columns that imports gave, made of the meanings that they fill. */
function importedFamilies(meanings: readonly FieldMeaning[]): MetricFamily[] {
  const bySource = new Map<string, ImportedMeaning[]>();
  for (const meaning of meanings) {
    const column = importedColumn(meaning.metric);
    if (column === undefined) continue;
    bySource.set(column.source, [...(bySource.get(column.source) ?? []), { ...meaning, column: column.name }]);
  }
  return [...bySource].map(([source, columns]) => importedFamily(source, columns));
}

/** The slots that definitions and imports fill under a set of meanings; meanings filled by something else are left out. */
export function filledSlots(meanings: readonly FieldMeaning[], registry: MetricRegistry): FilledSlots {
  const families = [...registry.families, ...importedFamilies(meanings)];
  const definitions = new Map(
    families.flatMap(({ metrics }) => metrics.map((metric) => [catalogueKey(metric), metric] as const)),
  );
  const slots = meanings
    .flatMap((meaning) => {
      const { slot, metric: name } = meaning;
      const metric = definitions.get(importedColumn(name) === undefined ? (name ?? '') : importedName(meaning));
      return metric === undefined ? [] : [{ slot, metric }];
    })
    .toSorted((a, b) => (a.slot < b.slot ? -1 : 1));
  return { slots, families };
}

const isNumber = ({ metric }: FilledSlot): boolean => dataTypes[metric.dataType].slotKind === 'FIELD';

const valueOf = ({ metric }: FilledSlot): SQL => sql`m.${identifier(metric.name)}`;

/** Whether its numbers may be larger than a slot holds: counts, shares and days are not. */
const mayNotFit = (filled: FilledSlot): boolean =>
  isNumber(filled) && (['decimal', 'bigint'].includes(filled.metric.dataType) || filled.metric.isForeign === true);

/** Places of shares, averages and ratios that we work out: they may have no end. */
const keptPlaces = 10;

const isQuotient = ({ metric }: FilledSlot): boolean => metric.dataType === 'float' && metric.isForeign !== true;

const slotValue = (filled: FilledSlot): SQL => {
  const value = valueOf(filled);
  if (isQuotient(filled)) return sql`round((${value})::numeric, ${sql.raw(String(keptPlaces))})`;
  if (mayNotFit(filled)) return sql`case when ${fitsSlot(value)} then ${value} end`;
  return filled.metric.dataType === 'boolean' ? sql`(${value})::text` : value;
};

const unfitNumbers = (filled: readonly FilledSlot[]): SQL => {
  const numbers = filled.filter(mayNotFit).map((slot) => sql`(${fitsSlot(valueOf(slot))} is false)::int`);
  return numbers.length === 0 ? sql`0` : sql.join(numbers, sql` + `);
};

/** One statement that writes the rows of days from `values`, a query of rows `(customer_id, day, <metrics>)` of customers. */
export const insertSlots = (filled: readonly FilledSlot[], loadId: string, values: SQL): SQL => sql`
  insert into facet.customer_profiles
    (customer_id, profile_date, app, load_id, unfit${sql.raw(filled.map(({ slot }) => `, ${slotColumn(slot)}`).join(''))})
  select c.customer_id, m.day, c.app, ${loadId}::bigint, ${unfitNumbers(filled)}
    ${filled.length === 0 ? sql`` : sql`, ${list(filled.map(slotValue))}`}
  from (${values}) as m join facet.customers c on c.customer_id = m.customer_id`;

/** One statement that fills some slots of a written day from `values`, rows `(customer_id, <metrics>)`. */
export const updateSlots = (
  filled: readonly FilledSlot[],
  { loadId, day, values }: { readonly loadId: string; readonly day: string; readonly values: SQL },
): SQL => sql`
  update facet.customer_profiles as p
  set ${list([sql`load_id = ${loadId}::bigint`, ...filled.map((slot) => sql`${sql.raw(slotColumn(slot.slot))} = ${slotValue(slot)}`)])}
  from ${values} as m where m.customer_id = p.customer_id and p.profile_date = ${day}::date`;

/** One statement that writes the rows of days: all of the population who are customers, on every day. */
export function insertDays({ slots, families }: FilledSlots, loadId: string, context: DaysToCompute): SQL {
  const wanted = [...new Set(slots.map(({ metric }) => metric))];
  return insertSlots(slots, loadId, computeMetrics(families, wanted, context));
}
