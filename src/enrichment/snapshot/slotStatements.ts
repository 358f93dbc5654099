import { sql, type SQL } from 'drizzle-orm';
import { fitsSlot, slotColumn } from '../../catalogue/slotValues.js';
import { identifier, list } from '../../db/sql.js';
import { DataType, dataTypes, ValueKind } from '../../words/dataTypes.js';
import type { DaysToCompute } from '../definitions/definition.js';
import { computeAttributes } from '../values/computeAttributes.js';
import type { FilledSlot, FilledSlots } from './filledSlots.js';

const isNumber = ({ attribute }: FilledSlot): boolean => dataTypes[attribute.dataType].kind === ValueKind.number;

const valueOf = ({ attribute }: FilledSlot): SQL => sql`m.${identifier(attribute.name)}`;

const wide: ReadonlySet<DataType> = new Set([DataType.decimal, DataType.bigint]);

/** Whether its numbers may be larger than a slot holds: counts, shares and days never are. */
const mayNotFit = (filled: FilledSlot): boolean =>
  isNumber(filled) &&
  filled.attribute.fitsSlots !== true &&
  (wide.has(filled.attribute.dataType) || filled.attribute.isForeign === true);

/** Decimal places of shares, averages and ratios that are computed: they may have no end. */
const keptPlaces = 10;

const isQuotient = ({ attribute }: FilledSlot): boolean =>
  attribute.dataType === DataType.float && attribute.isForeign !== true;

const slotValue = (filled: FilledSlot): SQL => {
  const value = valueOf(filled);
  if (isQuotient(filled)) return sql`round((${value})::numeric, ${sql.raw(String(keptPlaces))})`;
  if (mayNotFit(filled)) return sql`case when ${fitsSlot(value)} then ${value} end`;
  return filled.attribute.dataType === DataType.boolean ? sql`(${value})::text` : value;
};

const unfitNumbers = (filled: readonly FilledSlot[]): SQL => {
  const numbers = filled.filter(mayNotFit).map((slot) => sql`(${fitsSlot(valueOf(slot))} is false)::int`);
  return numbers.length === 0 ? sql`0` : sql.join(numbers, sql` + `);
};

/** What rows of days are written under. */
export interface WrittenUnder {
  readonly loadId: string;
  /** Whether tables are spread over the workers of a cluster. */
  readonly isSpread: boolean;
}

/**
 * The customers that rows are written for. On a cluster the values are put together on the coordinator, and the customers read there by
 * one query: joined shard by shard, every shard would be sent all of the values.
 */
const customersOf = ({ isSpread }: WrittenUnder): SQL =>
  isSpread ? sql`(select customer_id, app from facet.customers offset 0)` : sql`facet.customers`;

/** One statement that writes the rows of days from `values`, a query of rows `(customer_id, day, <attributes>)` of customers. */
export const insertSlots = (filled: readonly FilledSlot[], under: WrittenUnder, values: SQL): SQL => sql`
  insert into facet.customer_profiles
    (customer_id, profile_date, app, load_id, unfit${sql.raw(filled.map(({ slot }) => `, ${slotColumn(slot)}`).join(''))})
  select c.customer_id, m.day, c.app, ${under.loadId}::bigint, ${unfitNumbers(filled)}
    ${filled.length === 0 ? sql`` : sql`, ${list(filled.map(slotValue))}`}
  from (${values}) as m join ${customersOf(under)} c on c.customer_id = m.customer_id`;

/** One statement that updates some slots of a written day from `values`, rows `(customer_id, <attributes>)`. */
export const updateSlots = (
  filled: readonly FilledSlot[],
  { loadId, day, values }: { readonly loadId: string; readonly day: string; readonly values: SQL },
): SQL => sql`
  update facet.customer_profiles as p
  set ${list([sql`load_id = ${loadId}::bigint`, ...filled.map((slot) => sql`${sql.raw(slotColumn(slot.slot))} = ${slotValue(slot)}`)])}
  from ${values} as m where m.customer_id = p.customer_id and p.profile_date = ${day}::date`;

/** One statement that writes the rows of days: all of the population who are customers, on every day. */
export function insertProfileDays({ slots, families }: FilledSlots, under: WrittenUnder, context: DaysToCompute): SQL {
  const wanted = [...new Set(slots.map(({ attribute }) => attribute))];
  return insertSlots(slots, under, computeAttributes(families, wanted, context));
}
