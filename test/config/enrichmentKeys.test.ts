import { describe, expect, it } from '@jest/globals';
import { enrichmentKeys } from '../../src/config/enrichmentKeys.js';
import { faultsOf } from './faultsOf.js';

describe('enrichmentKeys', () => {
  it('fit the tables of Facet unless told, by the names of the original workflow', () => {
    expect(enrichmentKeys.parse(undefined)).toEqual({
      user_master_table: 'facet.customers',
      user_master_join_key: 'customer_id',
      activity_table: 'facet.activity',
      activity_table_join_key: 'customer_id',
      enriched_user_master_table: 'facet.enriched_customers',
      td_intent_key: 'time',
      utm_source_column: 'url',
      nw: 26,
      session_windows_time: 1800,
      session_key: 'client_id',
      session_key_ip: null,
      time_column: null,
      page_view_types: ['page_view', 'page', 'pageview', 'screen_view'],
      trend_unit: 'visits',
      trend_compare: 'last_complete_month',
      trend_tolerance: 0.1,
      compatibility: 'none',
      attributes: [],
      transactions: { inSnapshots: true, sets: [], earlyRepeatDays: 84, retainedDays: 365 },
      customers: {
        lifecycleDays: { new: 30, active: 365, lapsed: 730 },
        churnDays: { active: 60, coolingDown: 120, atRisk: 240, highlyAtRisk: 365, lost: 730 },
        outlierShare: 0.005,
        reseller: { records: 50, share: 0.01 },
      },
    });
  });

  it.each([
    ['-26w', 26],
    ['26w', 26],
    ['-1w', 1],
    ['999', 999],
    [4, 4],
    [-4, 4],
  ])('take %p for %i weeks, as the workflow writes them', (nw, weeks) =>
    expect(enrichmentKeys.parse({ nw }).nw).toBe(weeks),
  );

  it.each(['', '0w', '-0w', '1000w', '2 w', '1.5w', 'w', '26d', '--1w', 0, 1.5, null])('refuse %j weeks', (nw) => {
    expect(faultsOf(enrichmentKeys, { nw })).toHaveLength(1);
  });

  it.each([
    [{ session_windows_time: 0 }, 'session_windows_time: is less than 1'],
    [{ session_windows_time: 604_801 }, 'session_windows_time: is more than 604800'],
    [{ trend_tolerance: -0.1 }, 'trend_tolerance: is less than 0'],
    [{ trend_tolerance: 11 }, 'trend_tolerance: is more than 10'],
    [{ nw: '26d' }, 'nw: is not a number of weeks such as -26w'],
    [{ user_master: 'x' }, ': Unrecognized key: "user_master"'],
  ])('refuse %j', (value, fault) => expect(faultsOf(enrichmentKeys, value)).toEqual([fault]));

  it.each([
    { user_master_table: '' },
    { user_master_table: null },
    { activity_table: 'x'.repeat(201) },
    { page_view_types: [] },
    { only: [] },
    { trend_unit: 'days' },
    { trend_compare: 'this_month' },
    { compatibility: 'old' },
  ])('refuse %j by its key', (value) => {
    expect(faultsOf(enrichmentKeys, value)).toEqual([expect.stringMatching(new RegExp(`^${Object.keys(value)[0]}: `))]);
  });

  it('take null for a column that is not there', () => {
    const none = {
      session_key_ip: null,
      time_column: null,
      activity_loaded_at: null,
      event_id_column: null,
      event_type_column: null,
      referrer_column: null,
      user_agent_column: null,
    };
    expect(enrichmentKeys.parse(none)).toMatchObject(none);
    expect(faultsOf(enrichmentKeys, { session_key: null })).toHaveLength(1);
  });
});
