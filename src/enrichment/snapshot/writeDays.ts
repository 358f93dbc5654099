import { sql, type SQL } from 'drizzle-orm';
import { dataTypes, fitsSlot, slotColumn } from '../../catalogue/dataTypes.js';
import { importedColumn } from '../../catalogue/importedMetric.js';
import type { FieldMeaning } from '../../catalogue/meaning.js';
import { identifier, list } from '../../db/sql.js';
import type { DaysToCompute, MetricDefinition, MetricFamily } from '../definition.js';
import { importedFamily } from '../importedFamily.js';
import { families } from '../registry.js';

/** A slot to fill, and the definition that fills it. */
interface FilledSlot {
  readonly slot: string;
  readonly metric: MetricDefinition;
  readonly family: MetricFamily;
}

/** The families of the columns that imports gave, made of the meanings that they fill. */
function importedFamilies(meanings: readonly FieldMeaning[]): { family: MetricFamily; source: string }[] {
  const bySource = new Map<string, Map<string, FieldMeaning>>();
  for (const meaning of meanings) {
    const column = importedColumn(meaning.metric);
    if (column === undefined) continue;
    const ofSource = bySource.get(column.source) ?? new Map<string, FieldMeaning>();
    bySource.set(column.source, ofSource.set(column.name, meaning));
  }
  return [...bySource].map(([source, columns]) => ({ source, family: importedFamily(source, columns) }));
}

/** The slots that definitions and imports fill under a set of meanings; meanings filled by something else are left out. */
export function filledSlots(meanings: readonly FieldMeaning[]): FilledSlot[] {
  const imported = importedFamilies(meanings);
  const find = (metric: string | null): Omit<FilledSlot, 'slot'> | undefined => {
    const column = importedColumn(metric);
    const family =
      column === undefined
        ? families.find(({ metrics }) => metrics.some(({ name }) => name === metric))
        : imported.find(({ source }) => source === column.source)?.family;
    const definition = family?.metrics.find(({ name }) => name === (column?.name ?? metric));
    return family === undefined || definition === undefined ? undefined : { family, metric: definition };
  };
  return meanings
    .flatMap(({ slot, metric }) => {
      const found = find(metric);
      return found === undefined ? [] : [{ slot, ...found }];
    })
    .toSorted((a, b) => (a.slot < b.slot ? -1 : 1));
}

const valueOf = ({ metric, family }: FilledSlot): SQL => {
  const column = sql`${identifier(family.name)}.${identifier(metric.name)}`;
  return metric.absent === undefined ? column : sql`coalesce(${column}, ${sql.raw(metric.absent)})`;
};

const isNumber = ({ metric }: FilledSlot): boolean => dataTypes[metric.dataType].slotKind === 'FIELD';

const slotValue = (filled: FilledSlot): SQL => {
  const value = valueOf(filled);
  if (isNumber(filled)) return sql`case when ${fitsSlot(value)} then ${value} end`;
  return filled.metric.dataType === 'boolean' ? sql`(${value})::text` : value;
};

const unfitNumbers = (filled: readonly FilledSlot[]): SQL => {
  const numbers = filled.filter(isNumber).map((slot) => sql`(${fitsSlot(valueOf(slot))} is false)::int`);
  return numbers.length === 0 ? sql`0` : sql.join(numbers, sql` + `);
};

/** One statement that writes the rows of days: every customer on every day, each family read once. */
export function insertDays(filled: readonly FilledSlot[], loadId: string, context: DaysToCompute): SQL {
  const used = [...new Set(filled.map(({ family }) => family))];
  const joins = used.map((family) => {
    const metrics = filled.filter((slot) => slot.family === family).map(({ metric }) => metric);
    const name = identifier(family.name);
    return sql`left join (${family.rows(metrics, context)}) ${name}
      on ${name}.customer_id = c.customer_id and ${name}.day = d.day`;
  });
  return sql`
    insert into facet.customer_profiles
      (customer_id, profile_date, app, load_id, unfit${sql.raw(filled.map(({ slot }) => `, ${slotColumn(slot)}`).join(''))})
    select c.customer_id, d.day, c.app, ${loadId}::bigint, ${unfitNumbers(filled)}
      ${filled.length === 0 ? sql`` : sql`, ${list(filled.map(slotValue))}`}
    from unnest(${sql.param(context.days)}::date[]) as d (day)
    cross join facet.customers c
    ${sql.join(joins, sql` `)}`;
}
