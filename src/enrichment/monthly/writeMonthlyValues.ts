import type { Catalogue } from '../../catalogue/catalogue.js';
import { currentMeaning, meaningsOn } from '../../catalogue/catalogue.js';
import { namesOf, type FieldMeaning } from '../../catalogue/meaning.js';
import { readCatalogue } from '../../catalogue/readCatalogue.js';
import type { Config } from '../../config.js';
import type { Sql } from '../../db/client.js';
import { finishLoad, startLoad, withTargetLock, type Job } from '../../db/job.js';
import { transact } from '../../db/transact.js';
import { lastFullMonth } from '../../lib/time/lastFullMonth.js';
import { didYouMean } from '../../lib/text/nearNames.js';
import { UserError } from '../../lib/errors/UserError.js';
import { RollUpRule } from '../../words/rollUpRules.js';
import { dataTypes } from '../../words/dataTypes.js';
import { insertValues, upsertDefinitions, type MonthlyMetric } from './monthlyStatements.js';

/** The result of writing a month. */
export interface MonthlyReport {
  /** The first day of the month that the values are about. */
  readonly month: string;
  /** The snapshot that they are from. */
  readonly day: string;
  readonly values: number;
}

type Keys = Config['levels']['metrics'][number];

/** The meaning of a configured attribute on a day; undefined where it had none. Throws a `UserError` for an unknown one. */
function meaningOf(catalogue: Catalogue, { attribute }: Keys, day: string, where: string): FieldMeaning | undefined {
  const wanted = attribute.toLowerCase();
  const named = (meaning: FieldMeaning): boolean =>
    meaning.slot.toLowerCase() === wanted || namesOf(meaning).some((name) => name.toLowerCase() === wanted);
  if (!catalogue.meanings.some(named))
    throw new UserError(
      `${where}.attribute: there is no attribute "${attribute}".${didYouMean(
        attribute,
        [...catalogue.names.values()].map(({ name }) => name),
      )}`,
      'BAD_CONFIG',
    );
  const known = currentMeaning(catalogue, attribute) ?? catalogue.meanings.find(named);
  if (known !== undefined && dataTypes[known.dataType].kind !== 'number')
    throw new UserError(
      `${where}.attribute: "${attribute}" is ${known.dataType}, and metrics are numbers.`,
      'BAD_CONFIG',
    );
  return meaningsOn(catalogue, day).find(named);
}

/** The configured metrics that mean something on a day. Throws a `UserError` for one that cannot be. */
function metricsOn(job: Job, catalogue: Catalogue, day: string): MonthlyMetric[] {
  return job.config.levels.metrics.flatMap((keys, n) => {
    const meaning = meaningOf(catalogue, keys, day, `levels.metrics.${n}`);
    return meaning === undefined ? [] : [{ ...keys, meaning }];
  });
}

/** Throws a `UserError` for a name that an import defines, and for a weight that does not exist. */
async function checkNames(client: Sql, metrics: readonly Keys[]): Promise<void> {
  const rows = await client<{ name: string; isOurs: boolean; acrossEntities: string }[]>`
    select d.metric_name as name, coalesce(l.kind = ${kind}, false) as "isOurs", d.across_entities as "acrossEntities"
    from facet.metric_definitions d left join facet.loads l using (load_id)`;
  const foreign = metrics.find(({ name }) => rows.some((row) => row.name === name && !row.isOurs));
  if (foreign !== undefined)
    throw new UserError(
      `levels.metrics: "${foreign.name}" is defined by an import already; give the metric of "${foreign.attribute}" another name.`,
      'BAD_CONFIG',
    );
  const rules = new Map([...rows, ...metrics].map(({ name, acrossEntities }) => [name, acrossEntities]));
  const isBad = (rule: string | undefined): boolean => rule === undefined || rule === RollUpRule.weighted_average;
  const unweighted = metrics.find(({ weight }) => weight !== undefined && isBad(rules.get(weight)));
  if (unweighted !== undefined)
    throw new UserError(
      `levels.metrics: the weight "${unweighted.weight}" of "${unweighted.name}" is no metric that can weigh others: it must be ` +
        'known, and no average by weight itself.',
      'BAD_CONFIG',
    );
}

const kind = 'monthly_values';

/** Whether a metric has the weight that it needs on a day: one that is configured has none before it meant anything. */
const isWeighed = ({ weight }: Keys, configured: readonly Keys[], metrics: readonly MonthlyMetric[]): boolean =>
  weight === undefined ||
  metrics.some(({ name }) => name === weight) ||
  !configured.some(({ name }) => name === weight);

/** The last snapshot of a month, and the load that wrote it; undefined without one. */
async function lastSnapshot(client: Sql, month: string): Promise<{ day: string; loadId: string } | undefined> {
  const [row] = await client<{ day: string; loadId: string }[]>`
    select profile_date as day, load_id::text as "loadId" from facet.profile_days
    where complete and profile_date >= ${month} and profile_date < (${month}::date + interval '1 month')::date
    order by profile_date desc limit 1`;
  return row;
}

/** The part of a load's inputs that decides the applications of values: their names, the default one first. */
function appInputs({ config: { apps } }: Job): string {
  const names = (isWanted: boolean): string[] =>
    apps.filter(({ isDefault }) => isDefault === isWanted).map(({ name }) => name);
  return JSON.stringify([...names(true), ...names(false).toSorted()]);
}

/**
 * Throws the `UserError` that `writeMonthlyValues` would after days have been written (oldest first), given the catalogue that
 * there will be then. Writes nothing.
 */
export async function checkMonthlyValues(
  job: Job,
  { catalogue, days }: { readonly catalogue: Catalogue; readonly days: readonly string[] },
): Promise<void> {
  const { client, config, now } = job;
  if (config.levels.metrics.length === 0) return;
  const month = lastFullMonth(now, config.timeZone);
  const before = await lastSnapshot(client, month);
  const day = days.findLast((written) => written.slice(0, 7) === month.slice(0, 7)) ?? before?.day;
  if (day === undefined) return;
  metricsOn(job, catalogue, day);
  await checkNames(client, config.levels.metrics);
}

/**
 * Writes the values of customers for the last full month, of the attributes that `levels.metrics` names: those of the last
 * snapshot of the month, effective on its first day. The first run of a month does so; a later one only where that month has
 * another last snapshot by then, or the configuration has changed. Metrics whose weight meant nothing that day are left out
 * with a warning. Undefined where there is nothing to write. Throws a `UserError` for a configuration that does not fit the
 * catalogue.
 */
export async function writeMonthlyValues(job: Job): Promise<MonthlyReport | undefined> {
  const { client, config, now, progress } = job;
  if (config.levels.metrics.length === 0) return undefined;
  const month = lastFullMonth(now, config.timeZone);
  return withTargetLock(job, kind, async () => {
    const snapshot = await lastSnapshot(client, month);
    if (snapshot === undefined) return undefined;
    const { day } = snapshot;
    const known = metricsOn(job, await readCatalogue(client), day);
    const configured = config.levels.metrics;
    const metrics = known.filter((metric) => isWeighed(metric, configured, known));
    const inputs = { month, day, snapshot: snapshot.loadId, metrics: JSON.stringify(metrics), apps: appInputs(job) };
    const [done] = await client<{ same: boolean }[]>`
      select inputs = ${client.json(inputs)} as same from facet.loads
      where kind = ${kind} and finished_at is not null and inputs ->> 'month' = ${month} order by load_id desc limit 1`;
    if (done?.same === true) return undefined;
    await checkNames(client, configured);
    for (const { name, weight } of known)
      if (!metrics.some((metric) => metric.name === name))
        progress.say(
          `warning: metrics by level: "${name}" is left out, for its weight "${weight}" has no meaning on ${day}`,
        );
    const loadId = await startLoad(job, kind, inputs);
    const values = await transact(client, async (transaction) => {
      await upsertDefinitions(transaction, metrics, loadId);
      return insertValues(transaction, { month, day, metrics, apps: config.apps, loadId, kind });
    });
    const report = { month, day, values };
    await finishLoad(job, loadId, report);
    return report;
  });
}
