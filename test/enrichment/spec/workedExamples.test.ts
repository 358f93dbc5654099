import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cloneWithSlots } from '../../support/cloneWithSlots.js';
import { type TestDatabase } from '../../support/database.js';
import { createOwnTables, enrich, resultRows, type EnrichKeys, type ResultRow } from '../../support/enrich.js';

describe('sessions and landings', () => {
  let database: TestDatabase;
  const at = (key: string, ip: string, times: readonly number[]) =>
    times.map((seconds) => ({ key, ip, time: 1_700_000_000 + seconds }));
  /** The table of section 1.3 with what should be counted, and some more of its kind. */
  const landings: readonly [url: string | undefined, counted: number][] = [
    ['https://x/?utm_medium=cpc&utm_source=g', 1],
    ['https://x/?utm_source=g&utm_medium=cpc&utm_campaign=a', 1],
    ['https://x/?a=1&utm_medium=cpc', 1],
    ['https://x/?UTM_MEDIUM=cpc', 1],
    ['https://x/?utm_source=g', 1],
    ['https://x/?gclid=1', 1],
    ['https://x/?utm_medium=', 0],
    ['https://x/?utm_medium_old=z', 0],
    ['https://x/?r=https://y/?utm_medium=cpc', 0],
    ['https://x/?utmXmedium=cpc', 0],
    ['https://x/#?utm_medium=cpc', 0],
    [undefined, 0],
  ];
  const columns = ['total_sessions_till_date', 'pages_per_session', 'ad_landings', 'activity_count'];
  let together: ReadonlyMap<string, ResultRow>;
  let byIp: ReadonlyMap<string, ResultRow>;

  beforeAll(async () => {
    database = await cloneWithSlots();
    await createOwnTables(database, [
      ...at('A', 'ip1', [0, 600, 1200, 3001]),
      ...at('A', 'ip2', [900]),
      ...at('B', 'ip1', [0, 1800, 3600]),
      ...at('C', 'ip1', [0, 1801, 3602]),
      // Midnight lies 6,400 seconds after the first event: one visit.
      ...at('D', 'ip1', [6300, 6500]),
      ...landings.map(([url], index) => ({
        key: `url ${index}`,
        time: 1_700_000_000,
        ...(url !== undefined && { url }),
      })),
    ]);
    const keys = { only: columns };
    await enrich(database, { asOf: '2023-11-15', keys });
    together = await resultRows(database, columns);
    await enrich(database, { asOf: '2023-11-15', keys: { ...keys, session_key_ip: 'td_ip' } });
    byIp = await resultRows(database, columns);
  });
  afterAll(() => database.drop());

  it('1.2: A has two visits of 5/2 pages, and three of 5/3 (to ten places) when session_key_ip is set', () => {
    expect(together.get('A')).toMatchObject({ activity_count: 5, total_sessions_till_date: 2, pages_per_session: 2.5 });
    expect(byIp.get('A')).toMatchObject({ activity_count: 5, total_sessions_till_date: 3 });
    expect(byIp.get('A')?.['pages_per_session']).toBe(1.6666666667);
  });

  it('1.2: a gap of exactly the window does not split, one second more does; midnight does not', () => {
    for (const rows of [together, byIp]) {
      expect(rows.get('B')).toMatchObject({ total_sessions_till_date: 1, pages_per_session: 3 });
      expect(rows.get('C')).toMatchObject({ total_sessions_till_date: 3, pages_per_session: 1 });
      expect(rows.get('D')).toMatchObject({ total_sessions_till_date: 1, pages_per_session: 2 });
    }
  });

  it.each(landings.map(([url, counted], index) => ({ url: url ?? 'null', counted, index })))(
    '1.3: $url counts $counted',
    ({ counted, index }) => {
      expect(together.get(`url ${index}`)).toMatchObject({ ad_landings: counted, activity_count: 1 });
    },
  );
});

describe('percentiles', () => {
  let database: TestDatabase;
  const total = ['td_total_activity_percentile', 'td_total_activity_quintile'];
  /** Percentile and quintile by key in a population of its own: each `n<i>` has i events, `two` and `deux` have two. */
  const rank = async (keys: readonly string[]): Promise<Record<string, unknown>> => {
    await database.client`truncate public.master`;
    await database.client`insert into public.master select unnest(${[...keys, 'nobody']}::text[])`;
    await enrich(database, { asOf: '2026-03-01', keys: { only: total } });
    const rows = await resultRows(database, total);
    return Object.fromEntries([...rows].map(([key, row]) => [key, total.map((column) => row[column])]));
  };
  const numbered = (count: number) => Array.from({ length: count }, (_, index) => `n${index + 1}`);

  beforeAll(async () => {
    database = await cloneWithSlots();
    await createOwnTables(database, []);
    await database.client`
      insert into public.pageviews (td_client_id, time)
      select 'n' || n, timestamptz '2026-03-01 10:00+00' from generate_series(1, 101) as n, generate_series(1, n)
      union all select key, timestamptz '2026-03-01 10:00+00' from unnest('{two,deux}'::text[]) as key, generate_series(1, 2)`;
  });
  afterAll(() => database.drop());

  it('of a population of one is 100', async () => {
    expect(await rank(['n7'])).toEqual({ n7: [100, 5], nobody: [null, null] });
  });

  it('of equals is 0, in the first quintile', async () => {
    expect(await rank(['n2', 'two', 'deux'])).toEqual({ n2: [0, 1], two: [0, 1], deux: [0, 1], nobody: [null, null] });
  });

  it('gives ties the value of the lowest of them: 5 customers', async () => {
    expect(await rank(['n1', 'n2', 'two', 'n3', 'n4'])).toEqual({
      n1: [0, 1],
      n2: [25, 2],
      two: [25, 2],
      n3: [75, 4],
      n4: [100, 5],
      nobody: [null, null],
    });
  });

  it('gives tied customers at the top less than 100', async () => {
    expect(await rank(['n1', 'two', 'deux'])).toEqual({
      n1: [0, 1],
      two: [50, 3],
      deux: [50, 3],
      nobody: [null, null],
    });
  });

  it('of 6 customers is 0, 20, ... 100; exactly 20 is still the first quintile', async () => {
    expect(await rank(numbered(6))).toEqual({
      n1: [0, 1],
      n2: [20, 1],
      n3: [40, 2],
      n4: [60, 3],
      n5: [80, 4],
      n6: [100, 5],
      nobody: [null, null],
    });
  });

  it('of 100 customers has a step of 100/99 and quintiles of 20 customers each', async () => {
    const ranks = await rank(numbered(100));
    expect(ranks).toMatchObject({
      n1: [0, 1],
      n2: [1.0101, 1],
      // 19 · 100/99 = 19.1919; 20 · 100/99 = 20.2020.
      n20: [19.1919, 1],
      n21: [20.202, 2],
      n40: [39.3939, 2],
      n41: [40.404, 3],
      n60: [59.596, 3],
      n61: [60.6061, 4],
      n80: [79.798, 4],
      n81: [80.8081, 5],
      n99: [98.9899, 5],
      n100: [100, 5],
      nobody: [null, null],
    });
    const sizes = [1, 2, 3, 4, 5].map(
      (quintile) => Object.values(ranks).filter((row) => (row as unknown[])[1] === quintile).length,
    );
    expect(sizes).toEqual([20, 20, 20, 20, 20]);
  });

  it('of 101 customers is every whole number, and the first quintile takes 0 to 20', async () => {
    const expected = numbered(101).map((key, index) => [
      key,
      [index, index <= 20 ? 1 : index <= 40 ? 2 : index <= 60 ? 3 : index <= 80 ? 4 : 5],
    ]);
    expect(await rank(numbered(101))).toEqual({ ...Object.fromEntries(expected), nobody: [null, null] });
  });
});

describe('1.4: recency', () => {
  let database: TestDatabase;
  const columns = ['td_intent_percentile', 'td_intent_quintile', 'activity_count'];
  const keys: EnrichKeys = { activity_table: 'public.actions', td_intent_key: 'done_at', only: columns };

  beforeAll(async () => {
    database = await cloneWithSlots();
    await createOwnTables(database, [], ['never', 'early', 'once', 'late']);
    await database.client`create table public.actions (td_client_id text, td_url text, time timestamptz, done_at timestamptz)`;
    await database.client`
      insert into public.actions (td_client_id, time, done_at) values
        ('never', '2026-03-01 12:00+00', null),
        ('early', '2026-03-01 08:00+00', '2026-03-01 09:00+00'),
        ('once', '2026-03-01 08:00+00', '2026-03-01 10:00+00'), ('once', '2026-03-01 12:00+00', null),
        ('late', '2026-03-01 08:00+00', '2026-03-01 11:00+00')`;
  });
  afterAll(() => database.drop());

  it('ranks a customer of whom no time is known last, and a null beside a time is nothing', async () => {
    await enrich(database, { asOf: '2026-03-01', keys: { ...keys, time_column: 'time' } });
    expect(Object.fromEntries(await resultRows(database, columns))).toEqual({
      never: { td_intent_percentile: 0, td_intent_quintile: 1, activity_count: 1 },
      early: { td_intent_percentile: 33.3333, td_intent_quintile: 2, activity_count: 1 },
      once: { td_intent_percentile: 66.6667, td_intent_quintile: 4, activity_count: 2 },
      late: { td_intent_percentile: 100, td_intent_quintile: 5, activity_count: 1 },
    });
  });

  it('is the time of everything without time_column: an event without it is counted as such and never ranked', async () => {
    const report = await enrich(database, { asOf: '2026-03-01', keys });
    expect(report.left).toMatchObject({ withoutTime: 2, future: 0 });
    expect(Object.fromEntries(await resultRows(database, columns))).toEqual({
      never: { td_intent_percentile: null, td_intent_quintile: null, activity_count: 0 },
      early: { td_intent_percentile: 0, td_intent_quintile: 1, activity_count: 1 },
      once: { td_intent_percentile: 50, td_intent_quintile: 3, activity_count: 1 },
      late: { td_intent_percentile: 100, td_intent_quintile: 5, activity_count: 1 },
    });
  });
});
