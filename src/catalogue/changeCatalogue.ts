import type { Sql } from '../db/client.js';
import { withRollback } from '../db/withRollback.js';
import { transact } from '../db/transact.js';
import { UserError } from '../lib/errors/UserError.js';
import { catalogueLimits } from '../words/limits.js';
import { createCatalogue, withMeaning, type Catalogue } from './catalogue.js';
import type { CatalogueChange } from './changes.js';
import { growAhead, growSlots, MissingColumns, readColumnNames, requireRoom, withoutColumn } from './growSlots.js';
import type { FieldMeaning } from './meaning.js';
import { planChange, type NewMeaning, type Plan, type PlanFacts } from './plan.js';
import type { ReservedName } from './reservedNames.js';
import { readCatalogue } from './readCatalogue.js';
import { retireNames } from './retiredNames.js';
import { slotsAhead } from './slots.js';

const { names: mostNames } = catalogueLimits;

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
  definition: meaning.definition,
  valid_from: meaning.validFrom,
  valid_to: meaning.validTo,
});

/** Writes what a plan does to a row. */
async function writeRow(client: Sql, plan: Plan): Promise<void> {
  if (plan.do === 'update')
    await client`
      update facet.customer_profile_fields set ${client(toRow(plan.meaning))} where field_id = ${plan.meaning.fieldId}`;
  if (plan.do === 'delete')
    await client`delete from facet.customer_profile_fields where field_id = ${plan.meaning.fieldId}`;
}

/** Writes meanings that have no rows, if there are any: one change for whoever follows the catalogue. */
async function writeNew(client: Sql, meanings: readonly NewMeaning[]): Promise<void> {
  if (meanings.length > 0) await client`insert into facet.customer_profile_fields ${client(meanings.map(toRow))}`;
}

/** The changes that are wanted of a catalogue. */
export type ChangesFor = (catalogue: Catalogue, facts: PlanFacts) => readonly CatalogueChange[];

/** What changes are checked against beside the catalogue. */
interface Circumstances {
  readonly today: string;
  /** Names that are kept for calculated attributes; default: none. */
  readonly reserved?: readonly ReservedName[];
  /** Seconds that the GraphQL fields of names that are taken away still answer; default: 0. */
  readonly graceSeconds?: number;
}

async function readFacts(client: Sql, circumstances: Circumstances): Promise<PlanFacts> {
  const [days] = await client<{ newest: string | null; oldest: string | null }[]>`
    select max(profile_date) as newest, min(profile_date) as oldest from facet.profile_days`;
  return { ...circumstances, newestDay: days?.newest ?? null, oldestDay: days?.oldest ?? null };
}

/** The catalogue as it is after a plan that is not written. */
function afterPlan(plan: Plan, catalogue: Catalogue): Catalogue {
  const { version, meanings } = catalogue;
  switch (plan.do) {
    case 'none':
      return catalogue;
    case 'insert':
      // No row has such an id.
      return withMeaning(catalogue, { ...plan.meaning, fieldId: -meanings.length });
    case 'update':
      return createCatalogue(
        version,
        meanings.map((old) => (old.fieldId === plan.meaning.fieldId ? plan.meaning : old)),
      );
    case 'delete':
      return createCatalogue(
        version,
        meanings.filter((old) => old.fieldId !== plan.meaning.fieldId),
      );
  }
}

/** The plans of changes and the catalogue after them, without a lock and without writing; throws the `UserError` of the first that would be refused. */
export async function previewChanges(
  client: Sql,
  changesFor: ChangesFor,
  circumstances: Circumstances,
): Promise<{ readonly plans: readonly Plan[]; readonly catalogue: Catalogue }> {
  let catalogue = await readCatalogue(client);
  const facts = await readFacts(client, circumstances);
  const plans = changesFor(catalogue, facts).map((change) => {
    const plan = planChange(catalogue, change, facts);
    catalogue = afterPlan(plan, catalogue);
    return plan;
  });
  return { plans, catalogue };
}

/** How changes are made. */
export interface ChangeOptions extends Circumstances {
  /** Works everything out and writes nothing. */
  readonly dryRun?: boolean;
  /**
   * Where columns are added, if not in the transaction that `client` may be in; null where all is taken back in the end: none is added
   * then, because readers would wait for that end.
   */
  readonly growOn?: Sql | null;
}

interface Changed {
  readonly plans: readonly Plan[];
  /** Slots that get their columns before they are given out. */
  readonly ahead: readonly string[];
}

/** Makes the changes. Throws `MissingColumns` where they give out slots that have no columns, unless none is to be added. */
async function changeLocked(
  client: Sql,
  changesFor: ChangesFor,
  { dryRun = false, growOn, ...circumstances }: ChangeOptions,
): Promise<Changed> {
  const plans: Plan[] = [];
  // The catalogue is one thing: its changes happen one after another, each seeing the one before.
  await client`select version from facet.catalogue_version for update`;
  let catalogue = await readCatalogue(client);
  const facts = await readFacts(client, circumstances);
  const columns = await readColumnNames(client);
  const added: NewMeaning[] = [];
  const given: string[] = [];
  for (const change of changesFor(catalogue, facts)) {
    if (change.kind !== 'add' && added.length > 0) {
      // The change may be of one of them, by its row.
      await writeNew(client, added.splice(0));
      catalogue = createCatalogue(catalogue.version, (await readCatalogue(client)).meanings);
    }
    const plan = planChange(catalogue, change, facts);
    plans.push(plan);
    const { meanings } = catalogue;
    catalogue = afterPlan(plan, catalogue);
    if (plan.do === 'insert') {
      given.push(plan.meaning.slot);
      added.push(plan.meaning);
    }
    if (plan.do !== 'update' && plan.do !== 'delete') continue;
    await writeRow(client, plan);
    const ofPlan = ({ fieldId }: FieldMeaning): boolean => fieldId === plan.meaning.fieldId;
    const before = meanings.find(ofPlan) ?? plan.meaning;
    await retireNames(client, before, catalogue.meanings.find(ofPlan), circumstances.graceSeconds ?? 0);
  }
  await writeNew(client, added);
  if (catalogue.names.size > mostNames)
    throw new UserError(
      `The catalogue would have ${catalogue.names.size} names, former ones included, and ${mostNames} are the most; ` +
        'take former names away first.',
      'TOO_MANY_NAMES',
    );
  const missing = withoutColumn(given, columns);
  requireRoom(missing, columns);
  const ahead = slotsAhead(catalogue, columns, facts);
  if (missing.length > 0 && !dryRun && growOn !== null) throw new MissingColumns([...new Set([...missing, ...ahead])]);
  return { plans, ahead };
}

/**
 * Changes the catalogue, all or nothing: each change is checked against the catalogue as the changes before it leave it.
 * `changesFor` gets the locked catalogue. Gives a plan for each change; throws a `UserError` for the first that is
 * refused. A dry run does the same and takes it back.
 *
 * Columns that the profile table lacks are added before the change, and more before they are needed, each time in a transaction
 * that does nothing else, because readers of all days wait for it.
 */
export async function changeCatalogue(
  client: Sql,
  changesFor: ChangesFor,
  options: ChangeOptions,
): Promise<readonly Plan[]> {
  const { dryRun = false, growOn = client } = options;
  for (;;) {
    let changed: Changed = { plans: [], ahead: [] };
    const work = async (inside: Sql): Promise<void> => {
      changed = await changeLocked(inside, changesFor, options);
    };
    try {
      await (dryRun ? withRollback(client, work) : transact(client, work));
    } catch (error) {
      if (!(error instanceof MissingColumns) || growOn === null) throw error;
      await growSlots(growOn, error.slots);
      continue;
    }
    if (!dryRun && !('savepoint' in client)) await growAhead(client, changed.ahead);
    return changed.plans;
  }
}
