import { sql } from 'drizzle-orm';
import { meaningsOn, type Catalogue } from '../../catalogue/catalogue.js';
import type { Sql } from '../../db/client.js';
import { isDistributed } from '../../db/isDistributed.js';
import { run } from '../../db/runStatement.js';
import { identifier } from '../../db/sql.js';
import type { AttributeDefinition, DaysToCompute } from '../definitions/definition.js';
import type { AttributeRegistry } from '../families/registry.js';
import { computeAttributes } from '../values/computeAttributes.js';
import { coverageOf, coversNone, coversNoneSentence, uncovered } from './coverage.js';
import { filledSlots } from './filledSlots.js';
import { replaceDays, type Replaced } from './replaceDays.js';
import { insertSlots, updateSlots } from './slotStatements.js';

/** The computed values of a day, with the catalogue and the load that they are written under. */
interface DayOfValues {
  /** The table of values: `customer_id`, `day` and one column per attribute of the enriched table. */
  readonly table: string;
  readonly registry: AttributeRegistry;
  /** Every attribute of the enriched table, and those of them that were computed now. */
  readonly attributes: readonly AttributeDefinition[];
  readonly fresh: readonly AttributeDefinition[];
  readonly catalogue: Catalogue;
  /** Of the day alone. */
  readonly context: DaysToCompute;
  readonly loadId: string;
}

/** The result of writing a snapshot. */
export interface WrittenDay extends Replaced {
  /** Sentences without a full stop. */
  readonly warnings: readonly string[];
}

/** Updates the slots of some attributes in a day that is written already. */
async function updateDay(db: Sql, day: DayOfValues): Promise<WrittenDay> {
  const { registry, fresh, catalogue, context, loadId, table } = day;
  const [asOf = ''] = context.days;
  const { slots } = filledSlots(meaningsOn(catalogue, asOf), registry);
  const updated = slots.filter(({ attribute }) => fresh.includes(attribute));
  if (updated.length > 0) await run(db, updateSlots(updated, { loadId, day: asOf, values: sql`${identifier(table)}` }));
  const [written] = await db<{ rows: number; unfit: number }[]>`
    update facet.profile_days set load_id = ${loadId} where profile_date = ${asOf} returning rows::int as rows, 0 as unfit`;
  return { rows: written?.rows ?? 0, unfit: written?.unfit ?? 0, warnings: [] };
}

/**
 * Writes the snapshot of a day, in the transaction of `db`, from values that were computed for the enriched table; what a
 * snapshot has beside those is computed here. Writes nothing but a warning where no customer is among the values.
 */
export async function writeDayFromValues(db: Sql, day: DayOfValues): Promise<WrittenDay> {
  const { table, registry, attributes, fresh, catalogue, context, loadId } = day;
  if (fresh.length < attributes.length) return updateDay(db, day);
  const [asOf = ''] = context.days;
  const values = sql`${identifier(table)}`;
  const master = context.enrichment.user_master_table;
  const coverage = await coverageOf(db, sql`select customer_id from ${values}`);
  if (coversNone(coverage)) return { rows: 0, unfit: 0, warnings: [coversNoneSentence(master, coverage)] };
  const { slots, families } = filledSlots(meaningsOn(catalogue, asOf), registry);
  const others = slots.map(({ attribute }) => attribute).filter((attribute) => !attributes.includes(attribute));
  const own = attributes.filter((attribute) => slots.some((slot) => slot.attribute === attribute));
  const ofCustomers = computeAttributes(families, others, context);
  const rows = sql`
    select o.*${sql.join(
      own.map(({ name }) => sql`, v.${identifier(name)}`),
      sql``,
    )}
    from (${ofCustomers}) as o join ${values} as v on v.customer_id = o.customer_id`;
  const under = { loadId, isSpread: await isDistributed(db) };
  const replaced = await replaceDays(db, [asOf], loadId, insertSlots(slots, under, rows));
  return { ...replaced, warnings: uncovered(coverage, master, asOf) };
}
