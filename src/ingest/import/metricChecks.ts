import { sql, type SQL } from 'drizzle-orm';
import { identifier, list, literal } from '../../db/sql.js';
import type { ColumnPlan } from './columnPlan.js';
import { rejectStaged } from './rejectStaged.js';
import { reportTakenOut } from './reportTakenOut.js';
import { stagedValue } from './stagedValue.js';
import { isStaged, source, stagedRows, textsOf, valueOf } from './stagingStatements.js';
import type { WriteContext } from './target.js';
import { staging } from './temporaryTables.js';

/** Levels with where their entities are known. Customers of a source record are derived when all files are in. */
const entityTables = {
  CUSTOMER: ['customers', 'unified_customers'],
  ACCOUNT: ['accounts'],
  CONTRACT: ['contracts'],
  COMPANY: ['companies'],
  INDUSTRY: ['industries'],
} as const;

const entityKeys = {
  CUSTOMER: 'customer_id',
  ACCOUNT: 'account_id',
  CONTRACT: 'contract_id',
  COMPANY: 'company_id',
  INDUSTRY: 'industry_id',
} as const;

type Level = keyof typeof entityTables;

const levels = Object.keys(entityTables) as Level[];

const noneOf = (words: readonly string[]): string => `is none of ${words.join(', ')}`;

const texts = (words: readonly string[]): SQL => sql`array[${list(words.map(literal))}]::text[]`;

/** Takes the rows out whose value of a column is none of the words that there are for it; missing values stay. */
export const rejectOtherWords = (context: WriteContext, column: string, words: readonly string[]): Promise<void> =>
  rejectStaged(context, column, (value) => sql`${value} <> all (${texts(words)})`, noneOf(words));

/** The same for a column that holds a list of words. */
const rejectOtherLists = (context: WriteContext, column: string, words: readonly string[]): Promise<void> =>
  rejectStaged(context, column, (value) => sql`not ${value} <@ ${texts(words)}`, `holds what ${noneOf(words)}`);

/** Stands for the application of rows that name none, until `settleApps`: none is called so. */
export const noApp = '';

/**
 * Rows that name no application are of the configuration's default one. Takes the rows out of one that the configuration
 * does not have. Gives the context in which the application stands in every row.
 */
export async function settleApps(context: WriteContext): Promise<WriteContext> {
  const { job, step, columns } = context;
  const names = job.config.apps.map(({ name }) => name);
  const meant = job.config.apps.find(({ isDefault }) => isDefault)?.name ?? 'default';
  const plan = columns.find(({ target }) => target.name === 'app');
  if (plan !== undefined && isStaged(plan))
    await step(sql`update ${staging} set app = ${literal(meant)} where app = ${literal(noApp)}`);
  const settled = {
    ...context,
    columns: columns.map((one) => (one === plan && one.constant === noApp ? { ...one, constant: meant } : one)),
  };
  await rejectStaged(
    settled,
    'app',
    (value) => sql`${value} <> all (${texts(names)})`,
    `is no application of the configuration, which has ${names.join(', ')}`,
  );
  return settled;
}

/** Takes the rows out that are of no known entity of a known level. */
export async function rejectUnknownEntities(context: WriteContext): Promise<void> {
  await rejectOtherWords(context, 'level', levels);
  const level = stagedValue(context, 'level');
  const isKnown = (value: SQL) => (one: Level) =>
    sql`when ${literal(one)} then ${sql.join(
      entityTables[one].map(
        (table) =>
          sql`exists (select from facet.${identifier(table)} as e where e.${identifier(entityKeys[one])} = ${value})`,
      ),
      sql` or `,
    )}`;
  await rejectStaged(
    context,
    'entity_id',
    (value) => sql`not (case ${level} ${sql.join(levels.map(isKnown(value)), sql` `)} end)`,
    'is no entity of its level',
  );
}

/** Takes the rows out whose metric has no definition, or is not kept at their level, or has another unit. */
export async function rejectUnlikeDefinitions(context: WriteContext): Promise<void> {
  const name = stagedValue(context, 'metric_name');
  const definition = (condition: SQL): SQL =>
    sql`exists (select from facet.metric_definitions d where d.metric_name = ${name} and ${condition})`;
  await rejectStaged(
    context,
    'metric_name',
    () => sql`not ${definition(sql`true`)}`,
    'is no row of metric_definitions',
  );
  await rejectStaged(
    context,
    'level',
    (value) => definition(sql`d.levels <> '{}' and ${value} <> all (d.levels)`),
    'is no level that its metric is kept at',
  );
  await rejectStaged(
    context,
    'unit',
    (value) => definition(sql`${value} is not null and ${value} is distinct from d.unit`),
    'is not the unit of its metric',
  );
}

/** The columns of the key, as plans. */
const keyPlans = ({ columns }: WriteContext, key: readonly string[]): ColumnPlan[] =>
  columns.filter(({ target }) => key.includes(target.name));

const sameKey = (plans: readonly ColumnPlan[]): SQL =>
  sql.join(
    plans.map((plan) => sql`old.${identifier(plan.target.name)} = ${valueOf(plan)}`),
    sql` and `,
  );

/** Deletes staged rows that `old` has another value of, and gives them as `TakenOut`. */
const takeOutOther = (context: WriteContext, plans: readonly ColumnPlan[], old: SQL, where: SQL, reason: SQL): SQL => {
  const value = stagedValue(context, 'value');
  return sql`
    with out as (
      delete from ${staging} as ${source} using ${old} as old
      where ${sameKey(plans)} and old.value is distinct from ${value} and ${where}
      returning ${source}.line, ${value}::text as value, ${reason} as reason,
        ${textsOf(context.columns.filter(isStaged), source)} as texts)
    select * from out order by line`;
};

/**
 * Takes the rows out that give a second, different number for a key: an earlier row of the file has another, or the table has
 * one that came from elsewhere. A file of a name that wrote the stored one before corrects it.
 */
export async function rejectSecondValues(context: WriteContext, key: readonly string[]): Promise<void> {
  const plans = keyPlans(context, key);
  const by = list(plans.map(({ target }) => identifier(target.name)));
  const from = context.columns.find(({ target }) => target.name === 'value')?.columns.join(', ') ?? '';
  const first = sql`(select distinct on (${by}) * from ${stagedRows(context.columns)} order by ${by}, line)`;
  const shown = sql`coalesce(old.value::text, 'a missing value')`;
  await reportTakenOut(
    context,
    takeOutOther(
      context,
      plans,
      first,
      sql`true`,
      sql`'is a second value of its entity, metric and date; line ' || old.line || ' says ' || ${shown}`,
    ),
    from,
  );
  const corrects = sql`
    old.load_id <> ${literal(context.loadId)}::bigint and exists (
      select from facet.import_files f
      where f.load_id = old.load_id and f.target = 'metric_values' and f.file = ${literal(context.file)})`;
  await reportTakenOut(
    context,
    takeOutOther(
      context,
      plans,
      sql`facet.metric_values`,
      sql`not (${corrects})`,
      sql`'is a second value of its entity, metric and date; ' || ${shown} || ' is stored from elsewhere'`,
    ),
    from,
  );
}

const rules = ['sum', 'average', 'weighted_average', 'minimum', 'maximum', 'last', 'distinct_count', 'none'];

/** Takes definitions out whose words are none that there are, or that lack what their rules need. */
export async function rejectBadDefinitions(context: WriteContext): Promise<void> {
  await rejectOtherLists(context, 'levels', levels);
  const [weight, base] = [stagedValue(context, 'weight_metric'), stagedValue(context, 'base_name')];
  for (const column of ['across_entities', 'across_time']) {
    await rejectOtherWords(context, column, rules);
    await rejectStaged(
      context,
      column,
      (value) => sql`${value} = 'weighted_average' and ${weight} is null`,
      'needs a weight_metric',
    );
    await rejectStaged(
      context,
      column,
      (value) => sql`${value} = 'distinct_count' and ${base} is null`,
      'needs a base_name',
    );
  }
  await rejectStaged(
    context,
    'weight_metric',
    (value) => sql`${value} is not null
      and not exists (select from facet.metric_definitions d where d.metric_name = ${value})
      and not exists (select from ${stagedRows(context.columns)} where staged.metric_name = ${value})`,
    'is no row of metric_definitions, nor of this file',
  );
  const isAverage = sql`'weighted_average'`;
  const staged = context.columns.some(({ target }) => target.name === 'across_entities');
  await rejectStaged(
    context,
    'weight_metric',
    (value) => sql`exists (
      select from facet.metric_definitions d where d.metric_name = ${value} and d.across_entities = ${isAverage}
        and not exists (select from ${stagedRows(context.columns)} where staged.metric_name = ${value}))
      or exists (select from ${stagedRows(context.columns)} where staged.metric_name = ${value}
        and ${staged ? sql`staged.across_entities = ${isAverage}` : sql`false`})`,
    'is an average by weight itself, and so no weight',
  );
}
