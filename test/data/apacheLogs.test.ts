import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { runEnrich } from '../../src/enrichment/runEnrich.js';
import { runImport } from '../../src/ingest/import/runImport.js';
import { countsOf, exampleSuite } from './exampleSuite.js';
import { addTo, linesOf, sum, visitsIn } from './plainCount.js';

interface Request {
  readonly ip: string;
  /** Milliseconds. */
  readonly time: number;
  readonly method: string;
  readonly path: string;
  readonly status: string;
  readonly userAgent: string;
}

/** The requests, by cutting lines at their quotes: no line has one within a field. */
const requestsOf = (dir: string): Request[] =>
  linesOf(join(dir, 'apache_logs.log.gz')).map((line) => {
    const [head = '', request = '', answer = '', , , userAgent = ''] = line.split('"');
    const [method = '', path = ''] = request.split(' ');
    // 17/May/2015:10:05:03, always in UTC and in May.
    const [, day, time] = /\[(\d\d)\/May\/2015:([\d:]+) \+0000\]/.exec(head) ?? [];
    return {
      ip: head.split(' ')[0] ?? '',
      time: Date.parse(`2015-05-${day}T${time}Z`),
      method,
      path,
      status: answer.trim().split(' ')[0] ?? '',
      userAgent,
    };
  });

/** Visits of every address: those of each of its browsers. */
function visitsByAddress(requests: readonly Request[]): Map<string, number> {
  const times = new Map<string, number[]>();
  for (const { ip, userAgent, time } of requests) addTo(times, `${ip} ${userAgent}`, time);
  const visits = new Map<string, number>();
  for (const [key, list] of times) {
    const ip = key.split(' ')[0] ?? '';
    visits.set(ip, (visits.get(ip) ?? 0) + visitsIn(list));
  }
  return visits;
}

const isPageView = ({ method, path, status, userAgent }: Request): boolean => {
  const [page = '', query = ''] = path.split('?');
  const name = page.slice(page.lastIndexOf('/') + 1);
  const ending = name.includes('.') ? name.slice(name.lastIndexOf('.')) : '';
  return (
    method === 'GET' &&
    ['200', '304'].includes(status) &&
    ['', '.html', '.xhtml', '.php'].includes(ending) &&
    !['rss20', 'atom'].includes(new URLSearchParams(query).get('flav') ?? '') &&
    ['Mozilla/', 'Opera/'].some((start) => userAgent.startsWith(start)) &&
    !['http', 'bot', 'spider', 'crawl', 'slurp', 'preview', 'favicon', 'subscribers', 'phantomjs', '@'].some((word) =>
      userAgent.toLowerCase().includes(word),
    )
  );
};

const tagsOf = (path: string): URLSearchParams => new URL(path, 'http://semicomplete.com').searchParams;

/** Totals of the data's own README; everything else by a loop over the lines. */
exampleSuite('elastic-apache-logs', 'apache_logs.log.gz', (example) => {
  const log = 'apache_logs.log.gz';

  test('every line is read, the one that is cut off too', async () => {
    expect(countsOf(example.report)).toEqual([
      [log, 'unified_customers', 10_000, 0, 1753, 0],
      [log, 'activity', 10_000, 0, 10_000, 0],
    ]);
    expect(
      await example.one(`select count(*)::int, count(distinct ip)::int, count(*) filter (where url like '%?%')::int,
        count(*) filter (where referrer not like '%semicomplete.com%')::int,
        min(time at time zone 'UTC')::text, max(time at time zone 'UTC')::text from facet.activity`),
    ).toEqual([10_000, 1753, 1259, 626, '2015-05-17 10:05:00', '2015-05-20 21:05:59']);
  });

  test('enrichment: 153 landings from 6 addresses, and the visits of every address', async () => {
    const { active, left } = await runEnrich(example.job, { asOf: '2015-05-20' });
    expect([active, ...Object.values(left)]).toEqual([1753, 0, 0, 0, 0, 0, 0]);
    const requests = requestsOf(example.dir);
    const tagged = requests.filter(({ path }) => tagsOf(path).has('utm_source'));
    expect([tagged.length, new Set(tagged.map(({ ip }) => ip)).size]).toEqual([153, 6]);
    const visits = visitsByAddress(requests);
    expect(
      await example.one(`select sum(activity_count)::int, sum(ad_landings)::int, count(*) filter (where ad_landings > 0)::int,
        sum(ad_click_count_30d)::int, sum(total_sessions_till_date)::int, sum(page_views)::int from facet.enriched_customers`),
    ).toEqual([10_000, 153, 6, 153, sum(visits.values()), requests.filter(isPageView).length]);
    const found = await example.database.client`
      select customer_id, total_sessions_till_date::int from facet.enriched_customers`.values();
    expect(new Map(found.map(([ip, count]) => [String(ip), count]))).toEqual(visits);
  });

  test('campaigns are decoded, whether their address was encoded or not', async () => {
    const found = await example.database.client`
      select customer_id, ad_landings::int, first_utm_source, first_utm_medium, first_utm_campaign, first_channel_group
      from facet.enriched_customers where ad_landings > 0 order by 2 desc, 1`.values();
    const feed = ['feedburner', 'feed', 'Feed: semicomplete/main (semicomplete.com - Jordan Sissel)', 'Unassigned'];
    expect([...found]).toEqual([
      ['198.46.149.143', 82, ...feed],
      ['108.171.116.194', 65, ...feed],
      ['130.117.119.80', 3, ...feed],
      ['130.117.119.79', 1, ...feed],
      ['62.161.94.37', 1, ...feed],
      // zgrep '^63.140.98.80 ': a browser came from a question at 21:05:27, the feed reader opened the link at 21:05:50.
      ['63.140.98.80', 1, 'stackoverflow', 'social', null, 'Organic Social'],
    ]);
    // zgrep utm_ apache_logs.log.gz | grep -c 'Feed%3A': 88; grep -c 'Feed:': 65.
    const tagged = requestsOf(example.dir).filter(({ path }) => tagsOf(path).has('utm_source'));
    expect([tagged.filter(({ path }) => path.includes('Feed%3A')).length, tagged.length]).toEqual([88, 88 + 65]);
    expect(new Set(tagged.map(({ path }) => tagsOf(path).get('utm_campaign')))).toEqual(new Set([feed[2]]));
  });

  test('the four ranks of every address: how many of the others have less', async () => {
    const requests = requestsOf(example.dir);
    const visits = visitsByAddress(requests);
    const events = new Map<string, Request[]>();
    for (const request of requests) addTo(events, request.ip, request);
    const scores: ((list: readonly Request[], ip: string) => number)[] = [
      (list) => list.length,
      (list, ip) => list.length / (visits.get(ip) ?? 0),
      (list) => list.filter(({ path }) => tagsOf(path).has('utm_source')).length,
      (list) => Math.max(...list.map(({ time }) => time)),
    ];
    const ranks = scores.map((score) => {
      const all = [...events].map(([ip, list]) => score(list, ip)).toSorted((one, other) => one - other);
      return (list: readonly Request[], ip: string): readonly [number, number] => {
        const share = (100 * all.indexOf(score(list, ip))) / (all.length - 1);
        return [Math.round(share * 10_000) / 10_000, Math.max(1, Math.ceil(share / 20))];
      };
    });
    const expected = new Map([...events].map(([ip, list]) => [ip, ranks.flatMap((rank) => rank(list, ip))]));
    const found = await example.database.client`
      select customer_id, td_total_activity_percentile, td_total_activity_quintile, td_engagement_percentile,
        td_engagement_quintile, td_ad_exposure_percentile, td_ad_exposure_quintile, td_intent_percentile, td_intent_quintile
      from facet.enriched_customers`.values();
    expect(new Map(found.map(([ip, ...values]) => [String(ip), values.map(Number)]))).toEqual(expected);
    // Of 1,752 others 1,747 have no landing, which is 99.7146 %.
    expect(expected.get('63.140.98.80')?.slice(4, 6)).toEqual([99.7146, 5]);
  });

  test('devices and browsers of addresses that came with one kind only', async () => {
    const kinds: [string, RegExp, RegExp | undefined][] = [
      ['bot Bot', /Googlebot|bingbot|Baiduspider|YandexBot/, undefined],
      ['tablet Safari', /iPad.*Safari/, /http|CriOS|GSA|Bot|bot/],
      ['mobile Safari', /iPhone.*Safari/, /http|CriOS|GSA|Bot|bot/],
      ['desktop Firefox', /^Mozilla\/5.0 \((Windows NT|X11|Macintosh).* Firefox\/[\d.]+$/, /http/],
      ['desktop Chrome', /^Mozilla\/5.0 \((Windows NT|X11; Linux).* Chrome\/[\d.]+ Safari\/[\d.]+$/, undefined],
    ];
    const agents = new Map<string, string[]>();
    for (const { ip, userAgent } of requestsOf(example.dir)) addTo(agents, ip, userAgent);
    const rows = await example.database.client`
      select customer_id, concat_ws(' ', preferred_device, preferred_browser) from facet.enriched_customers`.values();
    const found = new Map(rows.map(([ip, kind]) => [String(ip), String(kind)]));
    const counts = kinds.map(([kind, all, none]) => {
      const ips = [...agents].filter(([, list]) =>
        list.every((agent) => all.test(agent) && none?.test(agent) !== true),
      );
      expect(ips.filter(([ip]) => found.get(ip) !== kind)).toEqual([]);
      return ips.length;
    });
    expect(counts).toEqual([96, 16, 23, 538, 334]);
  });

  test('a view of the page views alone: people are ranked, robots are not', async () => {
    await example.database
      .client`create view facet.people as select * from facet.activity where event_type = 'page_view'`;
    const { job } = example;
    const enrichment = { ...job.config.enrichment, activity_table: 'facet.people' };
    const { active } = await runEnrich({ ...job, config: { ...job.config, enrichment } }, { asOf: '2015-05-20' });
    const views = requestsOf(example.dir).filter(isPageView);
    const visits = visitsByAddress(views);
    expect(active).toBe(visits.size);
    expect(
      await example.one(`select sum(activity_count)::int, sum(page_views)::int, sum(total_sessions_till_date)::int,
        sum(ad_landings)::int, count(td_engagement_percentile)::int, count(*) filter (where preferred_device = 'bot')::int
        from facet.enriched_customers`),
    ).toEqual([
      views.length,
      views.length,
      sum(visits.values()),
      views.filter(({ path }) => tagsOf(path).has('utm_source')).length,
      visits.size,
      0,
    ]);
  });

  test('a second run changes nothing', async () => {
    await example.database.client`delete from facet.import_files`;
    const again = await runImport(example.job, example);
    expect(again.files.map(({ rowsWritten }) => rowsWritten)).toEqual([0, 0]);
  });
});
