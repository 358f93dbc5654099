import { sql, type SQL } from 'drizzle-orm';
import { identifier, list, literal } from '../../../../db/sql.js';
import { AggregationLevel, aggregationLevels, levelFacts } from '../../../../words/levels.js';
import { RollUpRule, rollUpRules } from '../../../../words/rollUpRules.js';
import type { WriteContext } from '../../merge/writeContext.js';
import { rejectStaged } from '../../rejects/rejectStaged.js';
import { isStaged, stagedRows, stagedValue } from '../../staging/stagingStatements.js';
import { staging } from '../../staging/temporaryTables.js';

/** What is joined to staged rows by an entity's id: customers, and the records that those are derived of after the import. */
const joinedCustomers = (value: SQL): SQL => sql`
  left join facet.customers as customer on customer.customer_id = ${value}
  left join facet.unified_customers as record on record.customer_id = ${value}`;

const noneOf = (words: readonly string[]): string => `is none of ${words.join(', ')}`;

const texts = (words: readonly string[]): SQL => sql`array[${list(words.map(literal))}]::text[]`;

/** Rejects the staged rows whose value of a column is none of its words; null is allowed. */
export const rejectUnknownWords = (context: WriteContext, column: string, words: readonly string[]): Promise<void> =>
  rejectStaged(context, column, (value) => sql`${value} <> all (${texts(words)})`, noneOf(words));

/** Rejects the staged rows whose list in a column has a value that is none of its words. */
const rejectUnknownLists = (context: WriteContext, column: string, words: readonly string[]): Promise<void> =>
  rejectStaged(context, column, (value) => sql`not ${value} <@ ${texts(words)}`, `holds what ${noneOf(words)}`);

/** Stands for the application of rows that name none, until `fillDefaultApp`; no application has this name. */
export const noApp = '';

/**
 * Sets the application of staged rows that name none to the default one of the configuration, and rejects the rows of
 * applications that it does not have. Gives a context in which every row has its application.
 */
export async function fillDefaultApp(context: WriteContext): Promise<WriteContext> {
  const { job, step, columns } = context;
  const names = job.config.apps.map(({ name }) => name);
  const defaultApp = job.config.apps.find(({ isDefault }) => isDefault)?.name ?? 'default';
  const plan = columns.find(({ target }) => target.name === 'app');
  if (plan !== undefined && isStaged(plan))
    await step(sql`update ${staging} set app = ${literal(defaultApp)} where app = ${literal(noApp)}`);
  const filled = {
    ...context,
    columns: columns.map((one) => (one === plan && one.constant === noApp ? { ...one, constant: defaultApp } : one)),
  };
  await rejectStaged(
    filled,
    'app',
    (value) => sql`${value} <> all (${texts(names)})`,
    `is no application of the configuration, which has ${names.join(', ')}`,
  );
  return filled;
}

/** Rejects the staged rows of unknown levels, and of entities that do not exist at their level. */
export async function rejectUnknownEntities(context: WriteContext): Promise<void> {
  await rejectUnknownWords(context, 'level', aggregationLevels);
  const level = stagedValue(context.columns, 'level');
  const isKnown = (one: AggregationLevel, value: SQL): SQL =>
    one === AggregationLevel.CUSTOMER
      ? sql`coalesce(customer.customer_id, record.customer_id) is not null`
      : sql`exists (select 1 from facet.${identifier(levelFacts[one].table)} as e where e.${identifier(levelFacts[one].key)} = ${value})`;
  const cases = (value: SQL): SQL[] =>
    aggregationLevels.map((one) => sql`when ${literal(one)} then ${isKnown(one, value)}`);
  await rejectStaged(
    context,
    'entity_id',
    (value) => sql`not (case ${level} ${sql.join(cases(value), sql` `)} end)`,
    'is no entity of its level',
    joinedCustomers(stagedValue(context.columns, 'entity_id')),
  );
}

/**
 * Rejects the staged values of metrics without a definition, of levels that the metric is not kept at, and in another
 * unit.
 */
export async function rejectDefinitionMismatches(context: WriteContext): Promise<void> {
  const name = stagedValue(context.columns, 'metric_name');
  const definition = (condition: SQL): SQL =>
    sql`exists (select 1 from facet.metric_definitions d where d.metric_name = ${name} and ${condition})`;
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

const { weighted_average, distinct_count } = RollUpRule;

/** Rejects definitions with unknown levels or rules, and those without the weight or the base that their rules need. */
export async function rejectBadDefinitions(context: WriteContext): Promise<void> {
  await rejectUnknownLists(context, 'levels', aggregationLevels);
  const [weight, base] = [stagedValue(context.columns, 'weight_metric'), stagedValue(context.columns, 'base_name')];
  for (const column of ['across_entities', 'across_time']) {
    await rejectUnknownWords(context, column, rollUpRules);
    await rejectStaged(
      context,
      column,
      (value) => sql`${value} = ${literal(weighted_average)} and ${weight} is null`,
      'needs a weight_metric',
    );
    await rejectStaged(
      context,
      column,
      (value) => sql`${value} = ${literal(distinct_count)} and ${base} is null`,
      'needs a base_name',
    );
  }
  await rejectStaged(
    context,
    'weight_metric',
    (value) => sql`${value} is not null
      and not exists (select 1 from facet.metric_definitions d where d.metric_name = ${value})
      and not exists (select 1 from ${stagedRows(context.columns)} where staged.metric_name = ${value})`,
    'is no row of metric_definitions, nor of this file',
  );
  const isAverage = literal(weighted_average);
  const staged = context.columns.some(({ target }) => target.name === 'across_entities');
  await rejectStaged(
    context,
    'weight_metric',
    (value) => sql`exists (
      select 1 from facet.metric_definitions d where d.metric_name = ${value} and d.across_entities = ${isAverage}
        and not exists (select 1 from ${stagedRows(context.columns)} where staged.metric_name = ${value}))
      or exists (select 1 from ${stagedRows(context.columns)} where staged.metric_name = ${value}
        and ${staged ? sql`staged.across_entities = ${isAverage}` : sql`false`})`,
    'is an average by weight itself, and so no weight',
  );
}
