import { sql, type SQL } from 'drizzle-orm';
import { UserError } from '../lib/errors/UserError.js';
import type { Page } from '../lib/relay/page.js';
import { conditionsAfter, type Order } from '../population/keyset.js';
import { columnKey } from '../population/lists/columnKey.js';
import type { Scope } from '../scope.js';
import type { CampaignResultsRow } from './CampaignResultsRow.js';
import { toResults, type ResultsQuestion } from './findResults.js';
import { reachedByTargetings } from './reached.js';
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
  columnKey('key', 'text', keyOf(grouping), { nullable: grouping !== 'CAMPAIGN' }),
];

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
  const group = { key: keyOf(grouping), byDay: false, byAction: isOfCampaign, ofCampaigns: true };
  const { measured, asked } = question;
  const reached = reachedByTargetings(scope, { ...group, where: [...ofCampaigns, ...after] }, measured);
  const rows = await scope.db.query<MeasuredRow>(sql`
    select * from (
      select x.*, dense_rank() over (order by key nulls last) as place
      from (${resultsStatement(scope, reached, measured, asked)}) x
    ) x
    where place <= ${page.size + 1} order by place`);
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
