import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { anonymous } from '../../src/access/viewer.js';
import { createDoor } from '../../src/db/door.js';
import { finishLoad, startLoad } from '../../src/db/job.js';
import { News } from '../../src/news/News.js';
import { until } from '../gateway/testServer.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { testJob } from '../support/job.js';

let database: TestDatabase;
let news: News;
let statements = 0;
let isAway = false;
const errors: unknown[] = [];

beforeAll(async () => {
  database = await cloneDatabase();
  await database.client`
    insert into facet.segments (segment_id, name, version, app, created_by, created_at, updated_by, updated_at)
    select id, id, 1, 'default', 'test', now(), 'test', now() from unnest(array['S', 'T', 'U']) as id`;
  const openDoor = () => {
    if (isAway) throw new Error('The database is away.');
    return createDoor(database.client, { onStatement: () => void (statements += 1) });
  };
  news = new News({ openDoor, pollSeconds: 3600, onError: (error) => errors.push(error) });
});
afterAll(async () => {
  news?.stop();
  await database?.drop();
});

const listening: AsyncIterableIterator<unknown>[] = [];
afterEach(async () => {
  for (const one of listening.splice(0)) await one.return?.();
});

/** Keeps all that an iterator tells. */
function collect<T>(told: AsyncIterableIterator<T>): T[] {
  const all: T[] = [];
  listening.push(told);
  void (async () => {
    for await (const one of told) all.push(one);
  })();
  return all;
}

const job = () => testJob(database, '2026-03-31T09:00:00Z');

async function load(kind: string): Promise<string> {
  const id = await startLoad(job(), kind, {});
  await finishLoad(job(), id);
  return id;
}

const many = Array.from({ length: 30 }, (_, n) => n);

describe('runs that end', () => {
  it('are told to many who listen by one statement, and to nobody by none', async () => {
    statements = 0;
    news.notices['facet_profile_days']?.();
    await load('before');
    const told = await Promise.all(many.map(async () => collect(await news.loads.listen())));
    const before = statements;
    const ids = [await load('import'), await load('enrich')];
    for (const _ of many) news.notices['facet_profile_days']?.();
    await until(() => told.every((one) => one.length === 2));
    expect(told[0]?.map(({ loadId, kind }) => [loadId, kind])).toEqual([
      [ids[0], 'import'],
      [ids[1], 'enrich'],
    ]);
    expect(statements - before).toBe(1);
  });

  it('are asked for once where many begin to listen at the same time', async () => {
    statements = 0;
    await Promise.all(many.map(async () => collect(await news.loads.listen())));
    expect(statements).toBe(1);
  });

  it('are not those of before, also where others listened then', async () => {
    const first = await news.loads.listen();
    await first.return?.();
    await load('between');
    const told = collect(await news.loads.listen());
    const id = await load('after');
    news.notices['facet_profile_days']?.();
    await until(() => told.length > 0);
    expect(told.map(({ loadId }) => loadId)).toEqual([id]);
  });

  it('are told later where the database is away, and nobody listens where it does not answer at first', async () => {
    const told = collect(await news.loads.listen());
    const id = await load('while away');
    isAway = true;
    news.notices['facet_profile_days']?.();
    await until(() => errors.length === 1);
    isAway = false;
    news.notices['facet_profile_days']?.();
    await until(() => told.length === 1);
    expect(told[0]?.loadId).toBe(id);
    await listening.pop()?.return?.();
    isAway = true;
    await expect(news.loads.listen()).rejects.toThrow('The database is away.');
    isAway = false;
  });
});

describe('changed segments', () => {
  const listen = (id: string) => news.segments.listen(anonymous, id);

  it('are asked for once where many begin to listen at the same time', async () => {
    statements = 0;
    await Promise.all(many.map(async (n) => collect(await listen(['S', 'T', 'U'][n % 3] ?? ''))));
    expect(statements).toBe(1);
  });

  it('are told to all who listen to any of them by one statement for each look', async () => {
    const told = await Promise.all(many.map(async (n) => collect(await listen(['S', 'T', 'U'][n % 3] ?? ''))));
    statements = 0;
    await database.client`update facet.segments set name = 'new ' || segment_id where segment_id <> 'U'`;
    for (const _ of many) news.notices['facet_segments']?.();
    await until(() => told.filter((one) => one.length === 1).length === 20);
    expect(statements).toBe(1);
    expect(told.map(([one]) => one?.name)).toEqual(many.map((n) => ['new S', 'new T', undefined][n % 3]));
    expect(told[0]).toMatchObject([{ segmentId: 'S', parts: ['DEFINITION'] }]);
  });

  it('need no statement where nothing is listened to', async () => {
    statements = 0;
    const one = await listen('S');
    await one.return?.();
    expect(statements).toBe(1);
    news.notices['facet_segments']?.();
    news.notices['facet_segment_days']?.();
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(statements).toBe(1);
  });

  it('are refused for ids that there are not, and nothing is left of them', async () => {
    await expect(listen('none')).rejects.toThrow('There is no segment "none" ("id").');
    statements = 0;
    news.notices['facet_segments']?.();
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(statements).toBe(0);
  });

  it('are told with the newest day that is written, and all that changed at once', async () => {
    const told = collect(await listen('T'));
    await database.client`insert into facet.segment_days values ('T', '2026-03-02', 1, 5, 5, 0, 1), ('T', '2026-03-01', 1, 4, 4, 0, 1)`;
    await database.client`update facet.segments set status = 'ARCHIVED', version = 2 where segment_id = 'T'`;
    news.notices['facet_segment_days']?.();
    await until(() => told.length === 1);
    expect(told).toMatchObject([
      { parts: ['DEFINITION', 'STATUS', 'MEMBERS'], day: '2026-03-02', status: 'ARCHIVED', version: 2 },
    ]);
    expect([told[0]?.size, told[0]?.entered, told[0]?.left].map(Number)).toEqual([5, 5, 0]);
  });
});

it('triggers tell of segments and of their days, by the channels that are listened to', async () => {
  const triggers = await database.client<{ table: string }[]>`
    select tgrelid::regclass::text as table from pg_trigger
    where tgname = 'tell_change' and tgrelid in ('facet.segments'::regclass, 'facet.segment_days'::regclass)`;
  expect(triggers.map(({ table }) => `facet_${table.replace('facet.', '')}`).toSorted()).toEqual(
    Object.keys(news.notices)
      .filter((name) => name.startsWith('facet_segment'))
      .toSorted(),
  );
});
