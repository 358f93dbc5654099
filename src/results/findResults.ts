import { sql } from 'drizzle-orm';
import { anyOf } from '../db/sql.js';
import { groupByKey } from '../lib/byKey.js';
import type { UserError } from '../lib/errors/UserError.js';
import type { Scope } from '../scope.js';
import { currencyFault, measuredResults, type ResultsOf } from './measuredResults.js';
import type { Measurement } from './checkMeasurement.js';
import { reachedByDeliveries, reachedByTargetings, type Reached } from './reached.js';
import type { CampaignResultsRow } from './CampaignResultsRow.js';
import { resultsStatement, type AskedResults, type MeasuredRow } from './resultsStatement.js';

/** What is measured, and what of it is shown. */
export interface ResultsQuestion {
  readonly measured: Measurement;
  readonly asked: AskedResults;
}

type Part = Pick<CampaignResultsRow, 'key' | 'planId' | 'executionDate'>;

/** Makes the results of some rows, or the refusal of money of several currencies where it is shown. */
export function toResults(
  { now }: Scope,
  part: Part,
  rows: readonly MeasuredRow[],
  { measured, asked }: ResultsQuestion,
  of: ResultsOf,
): CampaignResultsRow | UserError {
  const fault = asked.money ? currencyFault(rows) : undefined;
  return fault ?? { ...part, ...measuredResults(rows, measured, of, now) };
}

const measure = (scope: Scope, reached: Reached, { measured, asked }: ResultsQuestion): Promise<MeasuredRow[]> =>
  scope.db.query<MeasuredRow>(resultsStatement(scope, reached, measured, asked));

const ofCampaign = { isOfDeliveries: false, isOfCampaign: true } as const;

/** The results of imported campaigns by their actions, all occurrences in a stretch of days together, in the order of keys. */
export async function findCampaignResults(
  scope: Scope,
  planIds: readonly string[],
  question: ResultsQuestion,
): Promise<(CampaignResultsRow | UserError)[]> {
  const group = { key: sql`t.plan_id`, byDay: false, byAction: true, ofCampaigns: false };
  const reached = reachedByTargetings(scope, { ...group, where: [anyOf(sql`t.plan_id`, planIds)] }, question.measured);
  const rows = groupByKey(planIds, await measure(scope, reached, question), ({ key }) => key ?? '');
  return planIds.map((planId, n) =>
    toResults(scope, { key: planId, planId, executionDate: null }, rows[n] ?? [], question, ofCampaign),
  );
}

/** A day on which a campaign ran. */
interface Occurrence {
  readonly planId: string;
  /** `YYYY-MM-DD`. */
  readonly executionDate: string;
}

const occurrenceKey = (day: string, planId: string): string => `${day} ${planId}`;

/** The results of occurrences by their actions, in the order of keys. */
export async function findOccurrenceResults(
  scope: Scope,
  keys: readonly Occurrence[],
  question: ResultsQuestion,
): Promise<(CampaignResultsRow | UserError)[]> {
  const [plans, days] = [keys.map(({ planId }) => planId), keys.map(({ executionDate }) => executionDate)];
  const where = sql`(t.plan_id, t.execution_date) in (
    select * from unnest(${sql.param(plans)}::text[], ${sql.param(days)}::date[]))`;
  const group = { key: sql`t.plan_id`, byDay: true, byAction: true, ofCampaigns: false, where: [where] };
  const rows = groupByKey(
    keys.map(({ executionDate, planId }) => occurrenceKey(executionDate, planId)),
    await measure(scope, reachedByTargetings(scope, group, question.measured), question),
    ({ occurrence, key }) => occurrenceKey(occurrence ?? '', key ?? ''),
  );
  return keys.map(({ executionDate, planId }, n) =>
    toResults(scope, { key: planId, planId, executionDate }, rows[n] ?? [], question, ofCampaign),
  );
}

/** The results of deliveries of campaigns by sub-audience and treatment, in the order of the campaigns' keys. */
export async function findDeliveryResults(
  scope: Scope,
  campaignIds: readonly string[],
  question: ResultsQuestion,
): Promise<(CampaignResultsRow | UserError)[]> {
  const reached = reachedByDeliveries(scope, anyOf(sql`t.campaign_id`, campaignIds), question.measured);
  const rows = groupByKey(campaignIds, await measure(scope, reached, question), ({ key }) => key ?? '');
  const of = { isOfDeliveries: true, isOfCampaign: true };
  return campaignIds.map((planId, n) =>
    toResults(scope, { key: planId, planId, executionDate: null }, rows[n] ?? [], question, of),
  );
}
