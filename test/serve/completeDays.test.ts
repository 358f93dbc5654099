import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { pino } from 'pino';
import { readConfig } from '../../src/config.js';
import { newestOn } from '../../src/population/completeDays.js';
import { serve, type Serving } from '../../src/serve.js';
import { until } from '../gateway/testServer.js';
import { addDay } from '../population/people.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

interface Profile {
  readonly date: string;
  readonly computedAt: string;
}

describe('two servers of one database', () => {
  let database: TestDatabase;
  let servers: Serving[];
  beforeAll(async () => {
    database = await cloneDatabase();
    const { client, target } = database;
    await client`
      insert into facet.customers (customer_id, given_name, source_records, load_id) values ('C', 'Ann', 1, 0)`;
    await write('2026-03-01');
    const start = () => serve({ ...readConfig({}), port: 0 }, target, pino({ level: 'silent' }));
    servers = await Promise.all([start(), start()]);
  });
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    await database.drop();
  });

  async function write(day: string): Promise<void> {
    await addDay(database, day);
    await database.client`
      insert into facet.customer_profiles (customer_id, profile_date, load_id) values ('C', ${day}, 1)`;
  }

  const newest = (): Promise<Profile[]> =>
    Promise.all(
      servers.map(async ({ url }) => {
        const query = '{ customer(id: "C") { profile { date computedAt } } }';
        const response = await fetch(`${url}/graphql?query=${encodeURIComponent(query)}`);
        const { data } = (await response.json()) as { data: { customer: { profile: Profile } } };
        return data.customer.profile;
      }),
    );

  /** Sooner than the days would be read again by themselves. */
  const sees = async (expected: Readonly<Record<string, string>>): Promise<void> => {
    const [[name, value] = []] = Object.entries(expected);
    await until(async () => (await newest()).every((profile) => profile[name as keyof Profile] === value));
  };

  it('both tell of a day that is written, computed anew, marked as incomplete or dropped', async () => {
    const { client } = database;
    await sees({ date: '2026-03-01' });
    await write('2026-03-02');
    await sees({ date: '2026-03-02' });
    await client`update facet.loads set finished_at = '2026-03-03T01:02:03Z' where load_id = 1`;
    await sees({ computedAt: '2026-03-03T01:02:03Z' });
    await client`update facet.profile_days set complete = false where profile_date = '2026-03-02'`;
    await sees({ date: '2026-03-01' });
    await client`update facet.profile_days set complete = true`;
    await sees({ date: '2026-03-02' });
    await client`delete from facet.profile_days where profile_date = '2026-03-02'`;
    await sees({ date: '2026-03-01' });
  });

  it('tell of a day only when it is committed', async () => {
    await database.client.begin(async (client) => {
      await addDay({ client: client as unknown as TestDatabase['client'] }, '2026-03-05');
      await client`insert into facet.customer_profiles (customer_id, profile_date, load_id) values ('C', '2026-03-05', 1)`;
      expect(await newest()).toEqual(servers.map(() => expect.objectContaining({ date: '2026-03-01' })));
    });
    await sees({ date: '2026-03-05' });
  });
});

describe('the newest day on or before a date', () => {
  const days = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 20 });
  const dayOf = (n: number): string => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10);

  it('is what looking at each one finds', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -2, max: 62 }), (numbers, asked) => {
        const held = [...numbers]
          .sort((a, b) => a - b)
          .map((n) => ({ day: dayOf(n), computedAt: `of ${n}`, loadId: '1' }));
        const best = Math.max(...numbers.filter((n) => n <= asked));
        expect(newestOn(held, dayOf(asked))?.computedAt).toBe(best < 0 ? undefined : `of ${best}`);
        expect(newestOn(held, 'infinity')).toBe(held.at(-1) ?? null);
      }),
    );
  });
});
