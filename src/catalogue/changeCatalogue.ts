import type { Sql } from '../db/client.js';
import { rehearse } from '../db/rehearse.js';
import { transact } from '../db/transact.js';
import { UserError } from '../lib/UserError.js';
import { createCatalogue, type Catalogue } from './catalogue.js';
import type { CatalogueChange } from './changes.js';
import { parseSlot, slotColumn, type SlotKind } from './dataTypes.js';
import type { FieldMeaning } from './meaning.js';
import { planChange, type NewMeaning, type Plan, type PlanFacts } from './plan.js';
import type { ReservedName } from './reservedNames.js';
import { readCatalogue } from './readCatalogue.js';
import { retireNames } from './retiredNames.js';
import { retryLocked, shortLockTimeout } from './retryLocked.js';

const columnTypes: Readonly<Record<SlotKind, string>> = {
  STR: 'text',
  FIELD: 'numeric',
  DATE: 'date',
  TIME: 'timestamp with time zone',
};

/** PostgreSQL allows 1,600 columns; the views with real names need room for former names. */
const mostSlots = 1400;

/** Every name, current or former, is a column of a view, which may have 1,600. */
const mostNames = 1500;

/** `undefined` rows would be written as such: postgres.js wants every value present. */
const toRow = (meaning: NewMeaning) => ({
  slot: meaning.slot,
  alias: meaning.alias,
  former_names: [...meaning.formerNames],
  data_type: meaning.dataType,
  unit: meaning.unit,
  description: meaning.description,
  category: meaning.category,
  pii_class: meaning.piiClass,
  metric: meaning.metric,
  valid_from: meaning.validFrom,
  valid_to: meaning.validTo,
});

async function addMissingColumn(sql: Sql, slot: string): Promise<void> {
  const rows = await sql<{ name: string }[]>`
    select attname as name from pg_attribute
    where attrelid = 'facet.customer_profiles'::regclass and attnum > 0 and not attisdropped`;
  const present = new Set(rows.map(({ name }) => name));
  if (present.has(slot.toLowerCase())) return;
  if (present.size >= mostSlots)
    throw new UserError(
      `There is no room for ${slot}: the profile table has ${present.size} columns, and ${mostSlots} are the most.`,
      'SLOTS_EXHAUSTED',
    );
  const type = columnTypes[parseSlot(slot)?.kind as SlotKind];
  await sql.unsafe(shortLockTimeout);
  await sql.unsafe(`alter table facet.customer_profiles add column ${slotColumn(slot)} ${type}`);
  await sql`set local lock_timeout = default`;
}

/** Writes one plan; gives the meanings as they are after it. */
async function write(sql: Sql, plan: Plan, meanings: readonly FieldMeaning[]): Promise<readonly FieldMeaning[]> {
  switch (plan.do) {
    case 'none':
      return meanings;
    case 'insert': {
      await addMissingColumn(sql, plan.meaning.slot);
      const [row] = await sql<{ field_id: number }[]>`
        insert into facet.customer_profile_fields ${sql(toRow(plan.meaning))} returning field_id`;
      return [...meanings, { ...plan.meaning, fieldId: row?.field_id ?? 0 }];
    }
    case 'update': {
      const { meaning } = plan;
      await sql`update facet.customer_profile_fields set ${sql(toRow(meaning))} where field_id = ${meaning.fieldId}`;
      return meanings.map((old) => (old.fieldId === meaning.fieldId ? meaning : old));
    }
    case 'delete': {
      await sql`delete from facet.customer_profile_fields where field_id = ${plan.meaning.fieldId}`;
      return meanings.filter((old) => old.fieldId !== plan.meaning.fieldId);
    }
  }
}

/** The changes that are wanted of a catalogue. */
export type ChangesFor = (catalogue: Catalogue, facts: PlanFacts) => readonly CatalogueChange[];

/** What changes are checked against beside the catalogue. */
interface Circumstances {
  readonly today: string;
  /** Names that are kept for metrics; default: none. */
  readonly reserved?: readonly ReservedName[];
  /** Seconds that the GraphQL fields of names that are taken away still answer; default: 0. */
  readonly graceSeconds?: number;
}

async function readFacts(sql: Sql, circumstances: Circumstances): Promise<PlanFacts> {
  const [days] = await sql<{ newest: string | null; oldest: string | null }[]>`
    select max(profile_date) as newest, min(profile_date) as oldest from facet.profile_days`;
  return { ...circumstances, newestDay: days?.newest ?? null, oldestDay: days?.oldest ?? null };
}

/** The meanings as they are after a plan that is not written. */
function foresee(plan: Plan, meanings: readonly FieldMeaning[]): readonly FieldMeaning[] {
  switch (plan.do) {
    case 'none':
      return meanings;
    case 'insert':
      // No row has such an id.
      return [...meanings, { ...plan.meaning, fieldId: -meanings.length }];
    case 'update':
      return meanings.map((old) => (old.fieldId === plan.meaning.fieldId ? plan.meaning : old));
    case 'delete':
      return meanings.filter((old) => old.fieldId !== plan.meaning.fieldId);
  }
}

/** The plans of changes and the catalogue after them, without a lock and without writing; throws the `UserError` of the first that would be refused. */
export async function foreseeChanges(
  sql: Sql,
  changesFor: ChangesFor,
  circumstances: Circumstances,
): Promise<{ readonly plans: readonly Plan[]; readonly catalogue: Catalogue }> {
  let catalogue = await readCatalogue(sql);
  const facts = await readFacts(sql, circumstances);
  const plans = changesFor(catalogue, facts).map((change) => {
    const plan = planChange(catalogue, change, facts);
    catalogue = createCatalogue(catalogue.version, foresee(plan, catalogue.meanings));
    return plan;
  });
  return { plans, catalogue };
}

interface ChangeOptions extends Circumstances {
  /** Works everything out and writes nothing. */
  readonly dryRun?: boolean;
}

async function changeLocked(sql: Sql, changesFor: ChangesFor, circumstances: Circumstances): Promise<readonly Plan[]> {
  const plans: Plan[] = [];
  // The catalogue is one thing: its changes happen one after another, each seeing the one before.
  await sql`select version from facet.catalogue_version for update`;
  let catalogue = await readCatalogue(sql);
  const facts = await readFacts(sql, circumstances);
  for (const change of changesFor(catalogue, facts)) {
    const plan = planChange(catalogue, change, facts);
    const { meanings } = catalogue;
    catalogue = createCatalogue(catalogue.version, await write(sql, plan, meanings));
    plans.push(plan);
    if (plan.do !== 'update' && plan.do !== 'delete') continue;
    const ofPlan = ({ fieldId }: FieldMeaning): boolean => fieldId === plan.meaning.fieldId;
    const before = meanings.find(ofPlan) ?? plan.meaning;
    await retireNames(sql, before, catalogue.meanings.find(ofPlan), circumstances.graceSeconds ?? 0);
  }
  if (catalogue.names.size > mostNames)
    throw new UserError(
      `The catalogue would have ${catalogue.names.size} names, former ones included, and ${mostNames} are the most; ` +
        'take former names away first.',
      'TOO_MANY_NAMES',
    );
  return plans;
}

const busy = (): UserError =>
  new UserError(
    'A slot needs a new column, but the profile table is in use without a pause; nothing was changed. Try again later.',
    'PROFILES_IN_USE',
  );

/**
 * Changes the catalogue, all or nothing: each change is checked against the catalogue as the changes before it leave it.
 * `changesFor` gets the locked catalogue. Gives a plan for each change; throws a `UserError` for the first that is
 * refused. A dry run does the same and takes it back.
 */
export async function changeCatalogue(
  sql: Sql,
  changesFor: ChangesFor,
  { dryRun = false, ...circumstances }: ChangeOptions,
): Promise<readonly Plan[]> {
  return retryLocked(async () => {
    let plans: readonly Plan[] = [];
    const work = async (inside: Sql): Promise<void> => {
      plans = await changeLocked(inside, changesFor, circumstances);
    };
    if (dryRun) await rehearse(sql, work);
    else await transact(sql, work);
    return plans;
  }, busy);
}
