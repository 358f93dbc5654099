import type { Sql } from '../../db/client.js';
import { finishLoad, startLoad, withTargetLock, type Job } from '../../db/job.js';
import { transact } from '../../db/transact.js';
import {
  attributesAreBehind,
  attributesAsOf,
  writeTransactionAttributes,
} from '../../enrichment/writeTransactionAttributes.js';
import { withRollback } from '../../db/withRollback.js';
import { addDays, dayIn } from '../../lib/time/days.js';
import { derivations, followKeys, mergedCustomers } from '../derive/index.js';
import { linkRecords } from '../link/index.js';
import type { WrittenNewest } from '../../enrichment/newest/writeNewest.js';
import type { BuildReport, BuiltTable } from './buildReport.js';
import { changedSince, readFingerprint, type BuiltFrom } from './readFingerprint.js';
import { readLinking } from './readLinking.js';
import { removeForgotten } from './removeForgotten.js';

type Built = Pick<BuildReport, 'forgotten' | 'linked' | 'merged' | 'events' | 'tables'>;

interface BuildOptions {
  /** Does everything, and takes it back. */
  readonly dryRun?: boolean | undefined;
  /** Builds also where nothing has changed since the last build. */
  readonly all?: boolean | undefined;
  /**
   * Builds only where linking has something to do: customers of whom no source record is there, as other programs may have
   * written them, stay.
   */
  readonly onlyLinking?: boolean | undefined;
}

const everything: ReadonlySet<BuiltFrom> = new Set(['unified_customers', 'unified_itemized_transactions', 'activity']);

/** The tables that something is to be built from; none where there is nothing to do. */
async function changedTables(
  job: Job,
  { all = false, onlyLinking = false }: BuildOptions,
): Promise<ReadonlySet<BuiltFrom>> {
  if (all) return everything;
  if (onlyLinking) {
    const { records, followers } = await readLinking(job.client);
    if (!records && !followers) return new Set();
  }
  return changedSince(job);
}

/** The day that attributes are worked out for: yesterday, as `facet enrich` does by itself, or the later one that they are as of. */
async function attributesDay({ client, config, now }: Job): Promise<string> {
  const yesterday = addDays(dayIn(config.timeZone, now), -1);
  const day = (await attributesAsOf(client)) ?? yesterday;
  return day > yesterday ? day : yesterday;
}

/** Whether there is anything to build. */
export const needsBuild = async (job: Job, options: BuildOptions): Promise<boolean> =>
  (await changedTables(job, options)).size > 0 ||
  (options.onlyLinking !== true && (await attributesAreBehind(job.client, await attributesDay(job))));

/** Does the steps in their order, those that read a changed table: each reads what those before it have written. */
async function buildSteps(job: Job, loadId: string, changed: ReadonlySet<string>): Promise<Built> {
  const { client, progress } = job;
  const forgotten = changed.has('unified_customers') ? await removeForgotten(client) : 0;
  const isLinking = changed.has('unified_customers') && (await readLinking(client)).records;
  const linked = isLinking ? await linkRecords(job, loadId) : undefined;
  const tables: BuiltTable[] = [];
  for (const { table, derive, from } of derivations) {
    if (!from.some((target) => changed.has(target))) continue;
    progress.update(`Deriving ${table}`);
    tables.push({ table, ...(await derive(job, loadId)) });
  }
  const merged = changed.has('unified_customers') ? await mergedCustomers(client) : { count: 0, examples: [] };
  const events = await followKeys(client, 'activity', loadId);
  return { forgotten, linked, merged, events, tables };
}

/** One transaction: a build that is stopped leaves what was there before, and no load. Undefined where there is nothing to do. */
async function build(job: Job, options: BuildOptions): Promise<Built | undefined> {
  const began = performance.now();
  const work = async (client: Sql): Promise<Built | undefined> => {
    const inside = { ...job, client };
    const changed = await changedTables(inside, options);
    if (changed.size === 0) return undefined;
    await client`set local work_mem = '64MB'`;
    const loadId = await startLoad(inside, 'build', {});
    const built = await buildSteps(inside, loadId, changed);
    const seconds = (performance.now() - began) / 1000;
    await finishLoad(inside, loadId, { ...counts(built), seconds, fingerprint: await readFingerprint(inside) });
    return built;
  };
  // What others write meanwhile is not seen, so the fingerprint is that of what was built.
  return transact(job.client, work, 'isolation level repeatable read');
}

const nothingBuilt: Built = {
  forgotten: 0,
  linked: undefined,
  merged: { count: 0, examples: [] },
  events: 0,
  tables: [],
};

/** Works out what is made of orders where something was built, or an earlier run has not come to it. */
async function buildAttributes(job: Job, isBuilt: boolean): Promise<WrittenNewest | undefined> {
  const day = await attributesDay(job);
  if (!isBuilt && !(await attributesAreBehind(job.client, day))) return undefined;
  job.progress.update('Working out transaction attributes');
  return writeTransactionAttributes(job, day);
}

/**
 * Builds, and then works out what is made of orders, in a transaction of its own: as `facet enrich` may do the same meanwhile, it has
 * to see what that has committed.
 */
async function buildAll(job: Job, options: BuildOptions): Promise<BuildReport | undefined> {
  const began = performance.now();
  const built = await build(job, options);
  const attributes = options.onlyLinking === true ? undefined : await buildAttributes(job, built !== undefined);
  // Another build may have done it all while this one waited.
  if (built === undefined && attributes === undefined) return undefined;
  const seconds = (performance.now() - began) / 1000;
  return { dryRun: options.dryRun === true, ...(built ?? nothingBuilt), attributes, seconds };
}

/** What the row of the load tells: no values of customers. */
function counts({ forgotten, linked, merged, events, tables }: Built): object {
  const done = { ...(forgotten > 0 && { forgotten }), merged: merged.count, events, tables };
  if (linked === undefined) return done;
  const { large, between, bad, ...rest } = linked;
  return { ...done, ...rest, large: large.count, between: between.count, bad: bad.count };
}

/**
 * Builds in order what is made of source records and order lines: links records to customers, derives customers and
 * identifiers, lets order lines follow, and derives orders; as one load and one transaction, so that readers see all of it or what was there
 * before. Then transaction and customer attributes are brought up to yesterday. Unchanged rows are not touched. Undefined where nothing has
 * changed since the last build: then nothing is written. Waits for imports and other builds.
 */
export async function runBuild(job: Job, options: BuildOptions = {}): Promise<BuildReport | undefined> {
  // Asked before the lock: a run that has nothing to do waits for nobody.
  if (!(await needsBuild(job, options))) return undefined;
  return withTargetLock(job, 'import', async () => {
    if (options.dryRun !== true) return buildAll(job, options);
    let report: BuildReport | undefined;
    await withRollback(job.client, async (client) => {
      report = await buildAll({ ...job, client }, options);
    });
    return report;
  });
}
