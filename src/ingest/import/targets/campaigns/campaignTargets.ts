import { sql, type SQL } from 'drizzle-orm';
import type { ColumnPlan } from '../../columns/columnPlan.js';
import { mergeRows } from '../../merge/mergeRows.js';
import type { WriteContext } from '../../merge/writeContext.js';
import { rejectStaged } from '../../rejects/rejectStaged.js';
import { stagedValue } from '../../staging/stagingStatements.js';
import type { TableTarget } from '../target.js';
import { warnOfOrphanTargetings } from './warnOfOrphanTargetings.js';

/** The columns of customers who were excluded from a campaign. */
const exclusionColumns = ['exclusion_reason_id', 'exclusion_reason', 'exclusion_reason_desc', 'taken_from_plan_id'];

/** A target that checks its staged rows before they are merged. */
const checked = (table: TableTarget, check: (context: WriteContext) => Promise<void>): TableTarget => ({
  ...table,
  async write(context) {
    await check(context);
    return mergeRows(table, context);
  },
});

/** Rejects the staged rows of campaigns that do not exist. */
const rejectUnknownCampaigns = (context: WriteContext): Promise<void> =>
  rejectStaged(
    context,
    'plan_id',
    (value) => sql`not exists (select 1 from facet.campaigns c where c.plan_id = ${value})`,
    'is no row of campaigns',
  );

/** SQL: whether an action `a` of the staged row's campaign meets a condition. */
const hasAction = (context: WriteContext, condition: SQL): SQL =>
  sql`exists (select 1 from facet.campaign_actions a where a.plan_id = ${stagedValue(context.columns, 'plan_id')} and ${condition})`;

const isAction = (context: WriteContext, value: SQL): SQL => hasAction(context, sql`a.plan_detail_id = ${value}`);

const noAction = 'is no action of its campaign in campaign_actions';

/** A target of rows that belong to campaigns; those of unknown campaigns are rejected. */
export const ofCampaigns = (table: TableTarget): TableTarget => checked(table, rejectUnknownCampaigns);

/**
 * Campaigns. Schedules that end before they start are rejected; where the end is not mapped, the stored one is
 * compared.
 */
export const campaignsTarget = (table: TableTarget): TableTarget =>
  checked(table, async (context) => {
    await rejectStaged(
      context,
      'execution_end_date',
      (value) => sql`${value} < ${stagedValue(context.columns, 'execution_start_date')}`,
      'is before execution_start_date',
    );
    if (context.columns.some(({ target }) => target.name === 'execution_end_date')) return;
    await rejectStaged(
      context,
      'execution_start_date',
      (value) => sql`exists (select 1 from facet.campaigns c
        where c.plan_id = ${stagedValue(context.columns, 'plan_id')} and c.execution_end_date < ${value})`,
      'is after the execution_end_date that is stored',
    );
  });

/**
 * Actions of known campaigns. Rejected are those named `DN` (control) with another id than 1, which would count as
 * sent, and control where channels are stored.
 */
export const campaignActionsTarget = (table: TableTarget): TableTarget => {
  const target = checked(table, async (context) => {
    await rejectUnknownCampaigns(context);
    await rejectStaged(
      context,
      'campaign_action_name',
      (value) => sql`upper(${value}) = 'DN' and ${stagedValue(context.columns, 'campaign_action_id')} <> 1`,
      'is the name of control, whose campaign_action_id is 1',
    );
    await rejectStaged(
      context,
      'plan_detail_id',
      (value) => sql`${stagedValue(context.columns, 'campaign_action_id')} = 1 and exists (
        select 1 from facet.campaign_action_channels c
        where c.plan_id = ${stagedValue(context.columns, 'plan_id')} and c.plan_detail_id = ${value})`,
      'would become control, which nothing is sent to, and channels of it are stored: ' +
        'delete its rows of campaign_action_channels first',
    );
  });
  return {
    ...target,
    async write(context) {
      const written = await target.write(context);
      await warnOfOrphanTargetings(context);
      return written;
    },
  };
};

/** Channels of known actions; control has none. */
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

/** The plan of a column that is null in all rows. */
const emptyColumn = (target: ColumnPlan['target']): ColumnPlan => ({
  target,
  columns: [],
  evaluate: () => null,
  read: (text) => text,
  constant: null,
});

/** Refuses a mapping that says nothing of the action or an exclusion: every customer would count as excluded. */
const stateFault = (mapped: ReadonlySet<string>): string | undefined =>
  ['plan_detail_id', ...exclusionColumns].some((name) => mapped.has(name))
    ? undefined
    : 'nothing is mapped to "plan_detail_id", so that everybody would count as excluded: map what names the action ' +
      `(a constant will do), or one of ${exclusionColumns.join(', ')} where all rows are of excluded customers`;

/**
 * Customers who were targeted, held out as control, or excluded. A row is the whole state of a targeting: columns of it
 * that are not mapped are set to null, so that no row keeps the reason of an earlier exclusion.
 */
export function campaignTargetingsTarget(table: TableTarget): TableTarget {
  return {
    ...table,
    mappingFault: stateFault,
    async write(context) {
      const mapped = new Set(context.columns.map(({ target }) => target.name));
      const unmapped = [...table.columns.values()].filter(
        ({ name }) => ['plan_detail_id', ...exclusionColumns].includes(name) && !mapped.has(name),
      );
      await rejectUnknownCampaigns(context);
      for (const name of exclusionColumns)
        await rejectStaged(
          context,
          name,
          (value) => sql`${value} is not null and ${stagedValue(context.columns, 'plan_detail_id')} is not null`,
          'is of an excluded customer, and plan_detail_id says targeted: a row is one or the other',
        );
      // Where no action of the campaign is known, every customer with a plan_detail_id counts as targeted.
      await rejectStaged(
        context,
        'plan_detail_id',
        (value) => sql`${value} is not null and ${hasAction(context, sql`true`)} and not ${isAction(context, value)}`,
        noAction,
      );
      return mergeRows(table, { ...context, columns: [...context.columns, ...unmapped.map(emptyColumn)] });
    },
  };
}
