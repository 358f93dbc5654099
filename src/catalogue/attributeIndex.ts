import type { Sql } from '../db/client.js';
import { withTargetLock, type Job } from '../db/job.js';
import { didYouMean } from '../lib/text/nearNames.js';
import { shortened } from '../lib/text/shortened.js';
import { UserError } from '../lib/errors/UserError.js';
import { dataTypes } from '../words/dataTypes.js';
import { currentMeaning, type Catalogue } from './catalogue.js';
import { orderedValue, slotColumn } from './slotValues.js';
import type { FieldMeaning } from './meaning.js';
import { endOfBuild, missingIndexes, type PartitionIndex } from './partitionIndexes.js';
import { readCatalogue } from './readCatalogue.js';
import { retryLocked, shortLockTimeout } from '../db/locks/retryLocked.js';

type Indexed = Pick<FieldMeaning, 'slot' | 'dataType'>;

const expressionOf = ({ slot, dataType }: Indexed): string => orderedValue(dataType, slotColumn(slot));

/** What tells two indexes over one slot apart, in the names of the index and its parts: the slot and how it is compared. */
function suffixOf({ slot, dataType }: Indexed): string {
  const isPlain = orderedValue(dataType, 'x') === 'x';
  const how = { text: '_start', flag: '_flag', number: '_whole', date: '', dateTime: '' }[dataTypes[dataType].kind];
  return `by_${slot.toLowerCase()}${isPlain ? '' : how}`;
}

/** The name of the index that serves orders by a meaning's values. */
export const attributeIndexName = (meaning: Indexed): string => `customer_profiles_${suffixOf(meaning)}`;

/** The columns of the index: with a day given, customers come out of it in the order of their values. */
const columnsOf = (meaning: Indexed): string => `(profile_date, (${expressionOf(meaning)}), customer_id)`;

/** The names of the indexes over `customer_profiles` that serve every partition. */
export async function attributeIndexes(client: Sql): Promise<ReadonlySet<string>> {
  const rows = await client<{ name: string }[]>`
    select c.relname as name from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = 'facet.customer_profiles'::regclass and i.indisvalid`;
  return new Set(rows.map(({ name }) => name));
}

const inUse = (): UserError =>
  new UserError(
    'The profile table is in use without a pause, so the index could not be put in place; what was built is kept. Try again.',
    'PROFILES_IN_USE',
  );

/** A statement that locks the table for a moment. */
const withShortLock = (client: Sql, statement: string): Promise<unknown> =>
  retryLocked(
    () =>
      client.begin(async (transaction) => {
        await transaction.unsafe(shortLockTimeout);
        await transaction.unsafe(statement);
      }),
    inUse,
  );

async function buildPart({ client, progress }: Job, meaning: Indexed, partition: string): Promise<void> {
  const suffix = suffixOf(meaning);
  const name = `${partition}_${suffix}`;
  progress.update(`indexing ${partition}`);
  await endOfBuild(client, partition);
  const part = (await missingIndexes(client, attributeIndexName(meaning), suffix)).find(
    (one) => one.partition === partition,
  );
  if (part === undefined) return;
  if (part.leftover === 'invalid') await client.unsafe(`drop index concurrently if exists facet.${name}`);
  if (part.leftover !== 'valid')
    await client.unsafe(`create index concurrently ${name} on facet.${partition} ${columnsOf(meaning)}`);
  await withShortLock(client, `alter index facet.${attributeIndexName(meaning)} attach partition facet.${name}`);
  progress.say(`indexed ${partition}`);
}

/** A month that was dropped while its index was built needs none. */
const isGone = (error: unknown): boolean => (error as { code?: string }).code === '42P01';

/** PostgreSQL refused to build: not that it was interrupted, which leaves what the next run takes up. */
const isRefused = (error: unknown): error is Error & { code: string } =>
  error instanceof Error &&
  error.name === 'PostgresError' &&
  !String((error as { code?: string }).code).startsWith('57');

/** Takes away what was built of an index, so that later months and snapshots do not fail for it. */
async function undo({ client }: Job, meaning: FieldMeaning, error: Error): Promise<never> {
  const name = attributeIndexName(meaning);
  await withShortLock(client, `drop index if exists facet.${name}`);
  for (const { partition, leftover } of await missingIndexes(client, name, suffixOf(meaning)))
    if (leftover !== 'none')
      await client.unsafe(`drop index concurrently if exists facet.${partition}_${suffixOf(meaning)}`);
  throw new UserError(
    `"${meaning.alias}" (${meaning.slot}) could not be indexed, and nothing of the index is left: ${error.message}.`,
    'INDEX_FAILED',
  );
}

async function build(job: Job, meaning: FieldMeaning, dryRun: boolean): Promise<void> {
  const { client, progress } = job;
  const name = attributeIndexName(meaning);
  const missing = await missingIndexes(client, name, suffixOf(meaning));
  if (missing.length === 0 && (await attributeIndexes(client)).has(name)) {
    progress.say(`"${meaning.alias}" (${meaning.slot}) is indexed already.`);
    return;
  }
  if (dryRun) {
    progress.say(`would index "${meaning.alias}" (${meaning.slot}) in ${missing.length} months`);
    return;
  }
  await withShortLock(
    client,
    `create index if not exists ${name} on only facet.customer_profiles ${columnsOf(meaning)}`,
  );
  for (const { partition } of await missingIndexes(client, name, suffixOf(meaning)))
    await buildPart(job, meaning, partition).catch((error: unknown) => {
      if (isGone(error)) return;
      if (isRefused(error)) return undo(job, meaning, error);
      throw error;
    });
  if (!(await attributeIndexes(client)).has(name))
    throw new UserError(`The index of "${meaning.alias}" is not whole yet: a month came in between. Run it again.`);
  progress.say(`"${meaning.alias}" (${meaning.slot}) is indexed: orders by it read an index.`);
}

async function drop({ client, progress }: Job, meaning: FieldMeaning, dryRun: boolean): Promise<void> {
  const name = attributeIndexName(meaning);
  const [found] = await client<{ index: string | null }[]>`select to_regclass(${`facet.${name}`})::text as index`;
  const isLeft = ({ leftover }: PartitionIndex): boolean => leftover !== 'none';
  if (found?.index == null && !(await missingIndexes(client, name, suffixOf(meaning))).some(isLeft)) {
    progress.say(`"${meaning.alias}" (${meaning.slot}) is not indexed.`);
    return;
  }
  if (dryRun) {
    progress.say(`would drop the index of "${meaning.alias}" (${meaning.slot})`);
    return;
  }
  await withShortLock(client, `drop index if exists facet.${name}`);
  const left = (await missingIndexes(client, name, suffixOf(meaning))).filter(isLeft);
  for (const { partition } of left) {
    await endOfBuild(client, partition);
    await client.unsafe(`drop index concurrently if exists facet.${partition}_${suffixOf(meaning)}`);
  }
  progress.say(`dropped the index of "${meaning.alias}" (${meaning.slot})`);
}

function meaningOf(catalogue: Catalogue, name: string): FieldMeaning {
  const meaning = currentMeaning(catalogue, name);
  if (meaning !== undefined) return meaning;
  const known = [...catalogue.names.values()].map((entry) => entry.name);
  throw new UserError(`There is no alias "${shortened(name)}".${didYouMean(name, known)}`, 'UNKNOWN_ALIAS');
}

/**
 * Builds, or drops, the index by which customers are read in the order of an alias's values, for the slot of its current
 * meaning. Readers and writers go on: each month is built concurrently, and the table is locked for moments only. A run
 * that was killed is taken up where it ended. Months made later get the index with their table.
 */
export async function indexAttribute(
  job: Job,
  name: string,
  { drop: away = false, dryRun = false }: { readonly drop?: boolean; readonly dryRun?: boolean } = {},
): Promise<void> {
  const meaning = meaningOf(await readCatalogue(job.client), name);
  await withTargetLock(job, 'the indexes of profiles', () => (away ? drop : build)(job, meaning, dryRun));
}

/**
 * Makes the indexes of these names in a transaction in which nobody else uses the table, as after a restore; one whose alias has another
 * meaning by now serves nothing, and is left out.
 */
export async function recreateIndexes(transaction: Sql, names: readonly string[]): Promise<void> {
  const { meanings } = await readCatalogue(transaction);
  for (const name of names) {
    const meaning = meanings.find((one) => attributeIndexName(one) === name);
    if (meaning === undefined) continue;
    await transaction.unsafe(`create index if not exists ${name} on facet.customer_profiles ${columnsOf(meaning)}`);
  }
}
