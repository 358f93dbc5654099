import { sql, type SQL } from 'drizzle-orm';
import type { ColumnPlan } from './columnPlan.js';
import { mergeRows } from './mergeRows.js';
import { rejectStaged } from './rejectStaged.js';
import { stagedValue } from './stagedValue.js';
import { tellStrayTargetings } from './tellStrayTargetings.js';
import type { TableTarget, WriteContext } from './target.js';

/** What a row says of a customer whom a campaign left out. */
const ofExcluded = ['exclusion_reason_id', 'exclusion_reason', 'exclusion_reason_desc', 'taken_from_plan_id'];

/** A table with checks before its rows are merged. */
const checked = (table: TableTarget, check: (context: WriteContext) => Promise<void>): TableTarget => ({
  ...table,
  async write(context) {
    await check(context);
    return mergeRows(table, context);
  },
});

/** Takes the rows out of campaigns that nobody knows. */
const rejectUnknownCampaigns = (context: WriteContext): Promise<void> =>
  rejectStaged(
    context,
    'plan_id',
    (value) => sql`not exists (select from facet.campaigns c where c.plan_id = ${value})`,
    'is no row of campaigns',
  );

/** Whether there is an action of the staged row's campaign for which a condition on `a` holds. */
const hasAction = (context: WriteContext, condition: SQL): SQL =>
  sql`exists (select from facet.campaign_actions a where a.plan_id = ${stagedValue(context, 'plan_id')} and ${condition})`;

const isAction = (context: WriteContext, value: SQL): SQL => hasAction(context, sql`a.plan_detail_id = ${value}`);

const noAction = 'is no action of its campaign in campaign_actions';

/** What belongs to campaigns and names one that is known. */
export const ofCampaigns = (table: TableTarget): TableTarget => checked(table, rejectUnknownCampaigns);

/** Campaigns, whose schedules do not end before they begin, be the end of the row or, where it is not mapped, stored. */
export const campaignsTarget = (table: TableTarget): TableTarget =>
  checked(table, async (context) => {
    await rejectStaged(
      context,
      'execution_end_date',
      (value) => sql`${value} < ${stagedValue(context, 'execution_start_date')}`,
      'is before execution_start_date',
    );
    if (context.columns.some(({ target }) => target.name === 'execution_end_date')) return;
    await rejectStaged(
      context,
      'execution_start_date',
      (value) => sql`exists (select from facet.campaigns c
        where c.plan_id = ${stagedValue(context, 'plan_id')} and c.execution_end_date < ${value})`,
      'is after the execution_end_date that is stored',
    );
  });

/** Variants of known campaigns. One named `DN` under another number than 1 would count as sent; control has no channels. */
export const campaignActionsTarget = (table: TableTarget): TableTarget => {
  const target = checked(table, async (context) => {
    await rejectUnknownCampaigns(context);
    await rejectStaged(
      context,
      'campaign_action_name',
      (value) => sql`upper(${value}) = 'DN' and ${stagedValue(context, 'campaign_action_id')} <> 1`,
      'is the name of control, whose campaign_action_id is 1',
    );
    await rejectStaged(
      context,
      'plan_detail_id',
      (value) => sql`${stagedValue(context, 'campaign_action_id')} = 1 and exists (
        select from facet.campaign_action_channels c
        where c.plan_id = ${stagedValue(context, 'plan_id')} and c.plan_detail_id = ${value})`,
      'would become control, which nothing is sent to, and channels of it are stored: ' +
        'delete its rows of campaign_action_channels first',
    );
  });
  return {
    ...target,
    async write(context) {
      const written = await target.write(context);
      await tellStrayTargetings(context);
      return written;
    },
  };
};

/** Channels of known actions that something is sent by. */
export const campaignActionChannelsTarget = (table: TableTarget): TableTarget =>
  checked(table, async (context) => {
    await rejectUnknownCampaigns(context);
    await rejectStaged(context, 'plan_detail_id', (value) => sql`not ${isAction(context, value)}`, noAction);
    await rejectStaged(
      context,
      'plan_detail_id',
      (value) => hasAction(context, sql`a.plan_detail_id = ${value} and a.campaign_action_id = 1`),
      'is control, which nothing is sent to by any channel',
    );
  });

/** A column that no row has a value of. */
const emptyColumn = (target: ColumnPlan['target']): ColumnPlan => ({
  target,
  columns: [],
  evaluate: () => null,
  read: (text) => text,
  constant: null,
});

/** Without a word of it everybody would be excluded. */
const lacksState = (mapped: ReadonlySet<string>): string | undefined =>
  ['plan_detail_id', ...ofExcluded].some((name) => mapped.has(name))
    ? undefined
    : 'nothing is mapped to "plan_detail_id", so that everybody would count as excluded: map what names the action ' +
      `(a constant will do), or one of ${ofExcluded.join(', ')} where all rows are of excluded customers`;

/**
 * Who was targeted, held as control or excluded. A row says all of that: what the mapping leaves out of it is emptied, so that
 * no row keeps the reason of an exclusion which it no longer is.
 */
export function campaignTargetingsTarget(table: TableTarget): TableTarget {
  return {
    ...table,
    lacks: lacksState,
    async write(context) {
      const mapped = new Set(context.columns.map(({ target }) => target.name));
      const left = [...table.columns.values()].filter(
        ({ name }) => ['plan_detail_id', ...ofExcluded].includes(name) && !mapped.has(name),
      );
      await rejectUnknownCampaigns(context);
      for (const name of ofExcluded)
        await rejectStaged(
          context,
          name,
          (value) => sql`${value} is not null and ${stagedValue(context, 'plan_detail_id')} is not null`,
          'is of an excluded customer, and plan_detail_id says targeted: a row is one or the other',
        );
      // A source may tell no actions at all: everybody with a plan_detail_id counts as targeted then.
      await rejectStaged(
        context,
        'plan_detail_id',
        (value) => sql`${value} is not null and ${hasAction(context, sql`true`)} and not ${isAction(context, value)}`,
        noAction,
      );
      return mergeRows(table, { ...context, columns: [...context.columns, ...left.map(emptyColumn)] });
    },
  };
}
