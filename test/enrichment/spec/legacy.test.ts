import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { changeCatalogue } from '../../../src/catalogue/changeCatalogue.js';
import { describeEnrich } from '../../../src/enrichment/describeEnrich.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { createOwnTables, enrich, enrichJob, resultRows } from '../../support/enrich.js';
import { openGraph } from '../../support/graph.js';
import { addCustomers } from '../../support/sample.js';

const percentiles = ['total_activity', 'engagement', 'ad_exposure', 'intent'].map((name) => `td_${name}_percentile`);
const columns = [...percentiles, 'td_avg_visit_monthly_trend'];
const quintile = 'td_total_activity_quintile';
const asOf = '2026-06-14';
const legacy = { compatibility: 'legacy' };

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
  // One to six events; the newest of n1 is the first of all. n5 rises in May, n6 falls, n1 has but one month.
  const at = (key: string, ...times: string[]) => times.map((time) => ({ key, time }));
  const events = [
    ...at('n1', '2026-05-01T10:00:00Z'),
    ...at('n2', '2026-04-01T10:00:00Z', '2026-05-02T10:00:00Z'),
    ...at('n3', '2026-03-01T10:00:00Z', '2026-04-01T10:00:00Z', '2026-05-03T10:00:00Z'),
    ...at('n4', '2025-01-01T10:00:00Z', '2025-01-02T10:00:00Z', '2025-01-03T10:00:00Z', '2025-01-04T10:00:00Z'),
    ...at('n5', '2026-04-01T10:00:00Z', ...[4, 5, 6, 7].map((day) => `2026-05-0${day}T10:00:00Z`)),
    ...at('n6', ...[1, 2, 3, 4, 5].map((day) => `2026-04-0${day}T10:00:00Z`), '2026-05-08T10:00:00Z'),
  ];
  await createOwnTables(database, events, ['idle']);
  await addCustomers(
    database,
    ['n1', 'n4', 'n5', 'idle'].map((id) => ({ id })),
  );
  await enrich(database, { asOf, keys: legacy });
});
afterAll(() => database.drop());

describe('compatibility: legacy', () => {
  it('gives 1 to 5 and 0, and 0, 1 and 100, never null', async () => {
    const rows = await resultRows(database, [...columns, quintile]);
    const total = Object.fromEntries([...rows].map(([key, row]) => [key, row['td_total_activity_percentile']]));
    // 0, 20, ... 100; the original had null for the lowest of them.
    expect(total).toEqual({ n1: 1, n2: 1, n3: 2, n4: 3, n5: 4, n6: 5, idle: 0 });
    const trend = Object.fromEntries([...rows].map(([key, row]) => [key, row['td_avg_visit_monthly_trend']]));
    expect(trend).toEqual({ n1: 0, n2: 0, n3: 0, n4: 100, n5: 1, n6: 0, idle: 100 });
    // The newest: n4, n1, n2, n3, n5, n6.
    const intent = Object.fromEntries([...rows].map(([key, row]) => [key, row['td_intent_percentile']]));
    expect(intent).toEqual({ n4: 1, n1: 1, n2: 2, n3: 3, n5: 4, n6: 5, idle: 0 });
    // Equals are in the first fifth: nobody has a landing, and every visit has one page.
    for (const [key, row] of rows) {
      expect(row).toMatchObject({
        td_ad_exposure_percentile: key === 'idle' ? 0 : 1,
        td_engagement_percentile: key === 'idle' ? 0 : 1,
        [quintile]: key === 'idle' ? null : total[key],
      });
    }
  });

  it('gives the same codes in the snapshot', async () => {
    const graph = await openGraph(database, '2026-06-15');
    const fields =
      'tdTotalActivityPercentile tdTotalActivityQuintile tdIntentPercentile tdAdExposurePercentile tdAvgVisitMonthlyTrend tdAvgVisitMonthlyTrendDirection';
    const of = (id: string) => `${id}: customer(id: "${id}") { profile(date: "${asOf}") { fields { ${fields} } } }`;
    const { data, errors } = await graph.ask(`{ ${['n1', 'n4', 'n5', 'idle'].map(of).join(' ')} }`);
    expect(errors).toEqual([]);
    const row = (
      total: number,
      fifth: number | null,
      intent: number,
      ads: number,
      trend: number,
      direction: string,
    ) => ({
      profile: {
        fields: {
          tdTotalActivityPercentile: total,
          tdTotalActivityQuintile: fifth,
          tdIntentPercentile: intent,
          tdAdExposurePercentile: ads,
          tdAvgVisitMonthlyTrend: trend,
          tdAvgVisitMonthlyTrendDirection: direction,
        },
      },
    });
    expect(data).toEqual({
      n1: row(1, 1, 1, 1, 0, 'NEW'),
      n4: row(3, 3, 1, 1, 100, 'INACTIVE'),
      n5: row(4, 4, 4, 1, 1, 'UP'),
      idle: row(0, null, 0, 0, 100, 'INACTIVE'),
    });
  });

  it('says in the catalogue that the slots hold codes', async () => {
    const slots = await database.client`
      select definition, description from facet.customer_profile_fields
      where alias in ('td_total_activity_percentile', 'td_avg_visit_monthly_trend') order by alias`;
    expect(slots).toEqual([
      { definition: 'legacy.td_avg_visit_monthly_trend', description: expect.stringContaining('Code of the original') },
      {
        definition: 'legacy.td_total_activity_percentile',
        description: expect.stringContaining('Code of the original'),
      },
    ]);
  });

  it.each([
    ['legacy', 'none', legacy, {}],
    ['none', 'legacy', {}, legacy],
  ])('going from %s to %s is refused: a slot never changes its meaning in silence', async (_from, _to, from, to) => {
    const only = ['td_total_activity_percentile'];
    const other = await cloneDatabase();
    try {
      await createOwnTables(other, [{ key: 'x', time: '2026-06-01T10:00:00Z' }]);
      await addCustomers(other, [{ id: 'x' }]);
      await enrich(other, { asOf, keys: { ...from, only } });
      const state = async () => [
        await other.client`select slot, alias, definition, valid_to from facet.customer_profile_fields order by field_id`,
        await other.client`select md5(string_agg(r::text, '')) from public.enriched as r`,
        await other.client`select md5(string_agg(r::text, '')) from facet.customer_profiles as r`,
        await other.client`select load_id from facet.loads order by load_id`,
      ];
      const before = await state();
      const sentence =
        'enrichment.compatibility: the catalogue holds the other meaning of td_total_activity_percentile, so change it ' +
        'back, or retire them first (facet aliases retire td_total_activity_percentile).';
      const run = { asOf, keys: { ...to, only } };
      await expect(enrich(other, run)).rejects.toThrow(sentence);
      await expect(describeEnrich(enrichJob(other, run), run)).rejects.toThrow(sentence);
      expect(await state()).toEqual(before);
      await changeCatalogue(other.client, () => [{ kind: 'retire', alias: 'td_total_activity_percentile' }], {
        today: '2026-06-15',
      });
      await enrich(other, run);
      const meanings = await other.client`
        select valid_from, valid_to from facet.customer_profile_fields
        where alias = 'td_total_activity_percentile' order by field_id`;
      expect(meanings).toEqual([
        { valid_from: null, valid_to: '2026-06-15' },
        { valid_from: '2026-06-15', valid_to: null },
      ]);
    } finally {
      await other.drop();
    }
  });
});
