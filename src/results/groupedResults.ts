import { sql, type SQL } from 'drizzle-orm';
import { allOf } from '../conditions/allOf.js';
import { UserError } from '../lib/errors/UserError.js';
import type { Page } from '../lib/relay/page.js';
import { conditionsAfter, type Order } from '../population/keyset.js';
import { columnKey } from '../population/lists/columnKey.js';
import type { Scope } from '../scope.js';
import { visibleRows } from '../visibleRows.js';
import type { CampaignResultsRow } from './CampaignResultsRow.js';
import type { Measurement } from './checkMeasurement.js';
import { toResults, type ResultsQuestion } from './findResults.js';
import { measuredTargetings, reachedByTargetings } from './reached.js';
import { resultsStatement, type MeasuredRow } from './resultsStatement.js';

/** By what campaigns are put together, as the SDL names it. */
const groupings = {
  CAMPAIGN: sql`c.plan_id`,
  TYPE: sql`c.campaign_type_name`,
  TARGET_GROUP: sql`c.target_group_name`,
} as const;

/** By what campaigns are put together. */
export type ResultGrouping = keyof typeof groupings;

const keyOf = (grouping: ResultGrouping) => sql`(${groupings[grouping]})::text collate "C"`;

/** The order of groups of campaigns: by what they are put together by. */
export const resultOrder = (grouping: ResultGrouping): Order => [
  columnKey('key', 'text', 'NONE', keyOf(grouping), { nullable: grouping !== 'CAMPAIGN' }),
];

/**
 * The campaigns of a page and of one group more: only theirs are measured, however many there are behind. Those with nobody to measure have
 * no group.
 */
function campaignsOfPage(
  scope: Scope,
  grouping: ResultGrouping,
  ofCampaigns: readonly SQL[],
  { size }: Page,
  measured: Measurement,
): SQL {
  const key = keyOf(grouping);
  const reached = sql`c.plan_id in (
    select t.plan_id from ${visibleRows(scope, 'campaign_targetings', 't')} where ${allOf(measuredTargetings(measured))})`;
  return sql`c.plan_id in (
    select plan_id from (
      select c.plan_id, dense_rank() over (order by ${key} nulls last) as place
      from ${visibleRows(scope, 'campaigns', 'c')} where ${allOf([...ofCampaigns, reached])}
    ) c where place <= ${size + 1})`;
}

/**
 * A page of the results of campaigns put together, and one more, by one statement. Throws a `UserError` where money is shown that is of
 * several currencies.
 * @param ofCampaigns conditions over campaigns `c`
 */
export async function findGroupedResults(
  scope: Scope,
  grouping: ResultGrouping,
  ofCampaigns: readonly SQL[],
  page: Page,
  question: ResultsQuestion,
): Promise<CampaignResultsRow[]> {
  const isOfCampaign = grouping === 'CAMPAIGN';
  const after = page.after === undefined ? [] : conditionsAfter(resultOrder(grouping), page.after);
  const { measured, asked } = question;
  const where = [campaignsOfPage(scope, grouping, [...ofCampaigns, ...after], page, measured)];
  const group = { key: keyOf(grouping), byDay: false, byAction: isOfCampaign, ofCampaigns: true, where };
  const reached = reachedByTargetings(scope, group, measured);
  const rows = await scope.db.query<MeasuredRow>(resultsStatement(scope, reached, measured, asked));
  const of = { isOfDeliveries: false, isOfCampaign };
  return [...new Set(rows.map(({ key }) => key))].map((key) => {
    const part = { key, planId: isOfCampaign ? key : null, executionDate: null };
    const found = toResults(
      scope,
      part,
      rows.filter((row) => row.key === key),
      question,
      of,
    );
    if (found instanceof UserError) throw found;
    return found;
  });
}
