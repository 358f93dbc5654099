import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql, type SQL } from 'drizzle-orm';
import type { Scope } from '../../../../src/scope.js';
import { isControl, isControlOf, stateIs } from '../../../../src/subgraphs/campaigns/targetings/conditions.js';
import { targetingStates, type TargetingState } from '../../../../src/words/targetingStates.js';
import { cloneDatabase, type TestDatabase } from '../../../support/database.js';
import { openScope } from '../../../support/scope.js';
import { enumValues } from '../../../support/sdl.js';
import { addRows, addTargetingRows } from '../sampleCampaigns.js';

let database: TestDatabase;

const plans = ['control', 'two controls', 'none is control', 'no actions', 'unknown'];
const details = ['1', '2', '3', null];

/** Targetings of every kind: of campaigns with one, two and no control action, without actions, and of one that is not known. */
beforeAll(async () => {
  database = await cloneDatabase();
  const known = plans.slice(0, 4);
  await addRows(
    database,
    'campaigns',
    known.map((plan_id) => ({ plan_id, campaign_name: plan_id, execution_start_date: '2026-01-01' })),
  );
  const action = (plan_id: string, plan_detail_id: string, campaign_action_id: number) => ({
    plan_id,
    plan_detail_id,
    campaign_action_id,
    campaign_action_name: 'Name',
  });
  await addRows(database, 'campaign_actions', [
    action('control', '1', 1),
    action('control', '2', 2),
    action('two controls', '1', 1),
    action('two controls', '2', 1),
    action('none is control', '1', 0),
    action('none is control', '2', -1),
  ]);
  await addTargetingRows(
    database,
    plans.flatMap((plan) => details.map((detail, n) => [`C${n}`, '2026-05-01', plan, detail] as const)),
  );
});
afterAll(() => database?.drop());

const subsets: readonly (readonly TargetingState[])[] = [
  [],
  ['TARGETED'],
  ['CONTROL'],
  ['EXCLUDED'],
  ['TARGETED', 'CONTROL'],
  ['CONTROL', 'EXCLUDED'],
  ['EXCLUDED', 'TARGETED'],
  ['TARGETED', 'CONTROL', 'EXCLUDED'],
  ['CONTROL', 'CONTROL', 'CONTROL'],
];

const controls: readonly (readonly [string, (scope: Scope) => SQL])[] = [
  ['whatever the campaign', isControl],
  ['of a known campaign', (scope) => isControlOf(scope, sql`t.plan_id`)],
];

it.each(controls)('asked states are those of facet.targeting_state: %s', async (_, control) => {
  const scope = openScope(database);
  for (const states of subsets) {
    const rows = await scope.db.query<{
      plan: string;
      detail: string | null;
      state: TargetingState;
      fits: boolean | null;
    }>(sql`
      select t.plan_id as plan, t.plan_detail_id as detail, v.targeting_state as state,
        coalesce(${stateIs(states, control(scope))}, false) as fits
      from facet.campaign_targetings t
      join bi.vw_targeted_and_excluded_customers_v1_2 v using (customer_id, execution_date, plan_id)`);
    expect(rows).toHaveLength(plans.length * details.length);
    expect(rows.filter(({ state, fits }) => states.includes(state) !== fits)).toEqual([]);
  }
});

it('TargetingState holds the states that there are', () => {
  expect(enumValues('TargetingState')).toEqual([[...targetingStates]]);
});
