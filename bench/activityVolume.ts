import type { Sql } from '../src/db/client.js';
import { addDays } from '../src/lib/time/days.js';
import { withoutIndexes } from './withoutIndexes.js';

/** How much activity there is to be. */
export interface Volume {
  /** Events of the whole time, about. */
  readonly events: number;
  /** Customers; some of them may have no event. */
  readonly customers: number;
}

/** Days of the activity, and the last of them. */
export const volumeDays = 71;
export const lastVolumeDay = '2026-05-31';

const pagesPerVisit = 5;
const site = 'https://shop.example.com';
const categories = ['shoes', 'coats', 'bags', 'garden', 'kitchen'];
const referrers = [
  'https://www.google.com/',
  'https://www.bing.com/search?q=rain+coat',
  'https://m.facebook.com/',
  'https://t.co/aB3dE5fG',
  'https://news.example.org/best-coats',
  'https://mail.google.com/',
];
const platforms = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/#.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/#.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/#.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (Linux; Android 14; SM-X710) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/#.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:#.0) Gecko/20100101 Firefox/#.0',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/#.0.0.0 Safari/537.36 Edg/#.0.0.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/#.0.0.0 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/#.0 Mobile/15E148 Safari/605.1.15',
];
const userAgents = platforms.flatMap((platform) =>
  [121, 122, 123, 124, 125].map((version) => platform.replaceAll('#', String(version))),
);

/** SQL of a number in [0, 1) that depends on the expression and the seed alone. */
const draw = (of: string, seed: number): string =>
  `((hashint8extended(${of}, ${seed}) & 16777215) / 16777216.0::float8)`;

/** SQL of a whole number in [0, count). */
const pick = (of: string, seed: number, count: number): string => `floor(${draw(of, seed)} * ${count})::integer`;

const oneOf = (of: string, seed: number, values: readonly string[]): string =>
  `('{${values.map((value) => `"${value}"`).join(',')}}'::text[])[1 + ${pick(of, seed, values.length)}]`;

/**
 * SQL of one day's visits, numbered over all days in the order of their beginning: a few customers have hundreds, most a
 * handful, 3 % of the visits are without a login, under a client id that has one in other visits.
 */
const visitsOfDay = ({ events, customers }: Volume, dayNumber: number, day: string): string => {
  const perDay = events / pagesPerVisit / volumeDays;
  const [first, next] = [Math.floor(dayNumber * perDay), Math.floor((dayNumber + 1) * perDay)];
  return `
    select visit, 1 + ${pick('visit', 1, 9)} as pages, 10 + ${pick('visit', 2, 230)} as pace,
      floor(power(${draw('visit', 3)}, 1.5) * ${customers})::integer as customer, ${draw('visit', 4)} < 0.03 as anonymous,
      case when ${draw('visit', 5)} < 0.8 then 'a' else 'b' end as browser, ${draw('visit', 6)} as landing,
      '${day}T00:00:00Z'::timestamptz
        + (visit - ${first} + ${draw('visit', 7)}) / ${next - first} * interval '1 day' as began_at
    from generate_series(${first}::bigint, ${next - 1}) as visit`;
};

/** SQL of a visit's first page's parameters: 20 % of the visits have UTM parameters, 10 % a click id. */
const parameters = `case
    when page > 1 then case when ${draw('event', 8)} < 0.1 then '?sort=price' else '' end
    when landing < 0.1 then '?utm_source=newsletter&utm_medium=email&utm_campaign=week_' || ${pick('visit', 9, 20)}
    when landing < 0.2 then '?ref=' || visit % 97 || '&utm_medium=cpc&utm_source=google&utm_campaign=spring%20sale'
    when landing < 0.3 then '?gclid=' || md5(visit::text)
    else '' end`;

/** Writes the events of one day in the order of their times; those behind `until` (an instant) are left out. */
async function writeDay(client: Sql, volume: Volume, dayNumber: number, until: string): Promise<number> {
  const day = addDays(lastVolumeDay, dayNumber - volumeDays + 1);
  const { count } = await client.unsafe(`
    insert into facet.activity (customer_id, event_id, time, url, referrer, ip, user_agent, client_id, load_id)
    select case when anonymous then '' else 'C' || lpad(customer::text, 7, '0') end, 'v' || visit || '-' || page, time,
      '${site}/' || ${oneOf('event', 10, categories)} || '/p' || floor(power(${draw('event', 11)}, 2) * 500) || ${parameters},
      case when page > 1 then '${site}/' || ${oneOf('event - 1', 10, categories)}
        when ${draw('visit', 12)} < 0.6 then ${oneOf('visit', 13, referrers)} end,
      '198.51.' || ${pick('customer::bigint', 14, 256)} || '.' || ${pick('customer::bigint', 15, 256)},
      ${oneOf(`customer::bigint * 2 + ascii(browser)`, 16, userAgents)}, 'client-' || customer || browser, 1
    from (${visitsOfDay(volume, dayNumber, day)} offset 0) as visits
    cross join lateral generate_series(1, pages) as page
    cross join lateral (
      select visit * 10 + page as event,
        began_at + ((page - 1) * pace + ${draw('visit * 10 + page', 17)} * pace) * interval '1 second' as time
      offset 0
    ) as events
    where time < '${until}'
    order by time`);
  return count;
}

/**
 * Fills an empty database: customers C0000000 … and 71 days of page views up to 2026-05-31, the same ones for the same
 * volume: visits of 1 to 9 pages that are seconds to minutes apart. Gives the number of events.
 */
export async function fillActivity(client: Sql, volume: Volume): Promise<number> {
  await client`
    insert into facet.customers (customer_id, city, source_records, load_id)
    select 'C' || lpad(n::text, 7, '0'), 'City ' || n % 100, 1, 1
    from generate_series(0, ${volume.customers}::int - 1) as numbers (n)`;
  return fillEvents(client, volume);
}

/** Fills the activity alone, for customers that are there. Gives the number of events. */
export async function fillEvents(client: Sql, volume: Volume): Promise<number> {
  await client`select facet.ensure_partitions('activity', ${addDays(lastVolumeDay, 1 - volumeDays)}, ${lastVolumeDay})`;
  let events = 0;
  await withoutIndexes(client, 'activity', async () => {
    for (let dayNumber = 0; dayNumber < volumeDays; dayNumber += 1) {
      events += await writeDay(client, volume, dayNumber, `${addDays(lastVolumeDay, 1)}T00:00:00Z`);
    }
  });
  // Whoever reads a table first would otherwise pay for marking its rows as committed.
  await client`vacuum (analyze) facet.activity`;
  await client`vacuum (analyze) facet.customers`;
  return events;
}

/** Adds the events of the day after the last one, 1/71 of the volume, loaded now. Gives their number. */
export async function addNextDay(client: Sql, volume: Volume): Promise<number> {
  const day = addDays(lastVolumeDay, 1);
  await client`select facet.ensure_partitions('activity', ${day}, ${day})`;
  return writeDay(client, volume, volumeDays, `${addDays(day, 1)}T00:00:00Z`);
}
