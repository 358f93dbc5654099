import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { openClient, type Sql } from '../../../src/db/client.js';
import { createDoor, type Door } from '../../../src/db/door.js';
import { Replica } from '../../../src/db/replica/Replica.js';
import { until } from '../../gateway/testServer.js';
import { startReplicated, type Replicated } from '../../support/standby.js';

let replicated: Replicated;
let primary: Sql;
beforeAll(async () => {
  replicated = await startReplicated();
  primary = openClient(replicated.target, { max: 4, prepare: true });
  await primary.unsafe('create table public.things as select 1 as n; create table public.gone as select 1 as n');
  await replicated.replica.caughtUp();
});
afterAll(async () => {
  await primary?.end({ timeout: 1 });
  await replicated?.stop();
});

const lines: string[] = [];
const log = { warn: (_: object, line: string) => void lines.push(line), info: (line: string) => void lines.push(line) };
/** Statements that failed on the replica, as its metrics count them. */
let failed = 0;
const observer = {
  onStatement: (_seconds: number, _rows: number, hasFailed: boolean) => void (failed += Number(hasFailed)),
  onWait: () => {},
};
beforeEach(() => {
  lines.length = 0;
  failed = 0;
});

interface Watched {
  readonly replica: Replica;
  readonly door: (mayLag?: boolean) => Door;
}

/** Watches a replica while `work` uses doors on it. */
async function watching(work: (watched: Watched) => Promise<void>, given: { url?: string; maxLag?: number } = {}) {
  const { url = replicated.replica.url, maxLag = 60_000 } = given;
  const replica = new Replica({
    primary,
    open: (use) =>
      openClient(
        { kind: 'url', url },
        { max: use === 'looks' ? 1 : 2, lockTimeout: 300, longestLease: 4000, observer },
      ),
    maxLag,
    log,
  });
  try {
    await work({
      replica,
      door: (mayLag = true) => createDoor(primary, { lagging: { replica, mayLag: () => mayLag } }),
    });
  } finally {
    await replica.stop();
  }
}

const whereText = sql`select pg_is_in_recovery() as replica, (select count(*)::int from public.things) as things`;
const whereOf = async (door: Door): Promise<string> => {
  const [row] = await door.query<{ replica: boolean; things: number }>(whereText);
  return `${row?.replica === true ? 'replica' : 'primary'}: ${row?.things}`;
};
const isRead = ({ door }: Watched): Promise<void> => until(async () => (await whereOf(door())).startsWith('replica'));

describe('a door with a read replica', () => {
  it('reads from it what may lag, and everything else from the primary', () =>
    watching(async (watched) => {
      await isRead(watched);
      expect([await whereOf(watched.door()), await whereOf(watched.door(false))]).toEqual(['replica: 1', 'primary: 1']);
    }));

  it('does not read it until it has what was touched, and reads it then again', () =>
    watching(async (watched) => {
      await isRead(watched);
      await replicated.replica.pause();
      try {
        await primary`insert into public.things values (2)`;
        // Nobody in this process knows of it.
        expect(await whereOf(watched.door())).toBe('replica: 1');
        watched.replica.touch();
        expect(await whereOf(watched.door())).toBe('primary: 2');
        await until(async () => (watched.replica.lagSeconds ?? 0) > 0);
        expect(await whereOf(watched.door())).toBe('primary: 2');
        // It was not asked for what it has not got, so nothing has failed there.
        expect(failed).toBe(0);
      } finally {
        await replicated.replica.resume();
      }
      await isRead(watched);
      expect(await whereOf(watched.door())).toBe('replica: 2');
    }));

  it('never goes back to the replica within a request', () =>
    watching(async (watched) => {
      await isRead(watched);
      const door = watched.door();
      watched.replica.touch();
      expect(await whereOf(door)).toMatch(/^primary/);
      await isRead(watched);
      expect(await whereOf(door)).toMatch(/^primary/);
    }));

  it('has the primary answer what a conflict with the replay ends', () =>
    watching(async (watched) => {
      await isRead(watched);
      // On the replica it holds its snapshot until it is ended; the rows that it sees are then taken away.
      const asked = watched.door().query<{ replica: boolean }>(sql`
        select pg_is_in_recovery() as replica, case when pg_is_in_recovery() then pg_sleep(20)::text end as slept
        from public.gone limit 1`);
      await until(async () => {
        const running = await replicated.replica.run(
          `select 1 as one from pg_stat_activity where query like '%slept%public.gone%' and state = 'active' and pid <> pg_backend_pid()`,
        );
        return running.length > 0;
      });
      await primary`insert into public.gone select generate_series(2, 1000)`;
      await primary`delete from public.gone where n > 1`;
      await primary`vacuum public.gone`;
      expect(await asked).toMatchObject([{ replica: false, slept: null }]);
    }));

  it('has the primary answer what waits for a lock that is replayed', () =>
    watching(async (watched) => {
      await isRead(watched);
      const lock = await primary.reserve();
      try {
        await lock`begin`;
        await lock`lock table public.gone in access exclusive mode`;
        await replicated.replica.caughtUp();
        expect(await whereOf(watched.door())).toMatch(/^replica/);
        const asked = watched
          .door()
          .query<{ replica: boolean }>(sql`select pg_is_in_recovery() as replica from public.gone`);
        await until(async () => lines.some((line) => line.startsWith('A statement failed on the read replica')));
        await lock`commit`;
        expect(await asked).toMatchObject([{ replica: false }]);
      } finally {
        lock.release();
      }
    }));

  it('has the primary do what cannot be done on a replica, and fails as the primary does', () =>
    watching(async (watched) => {
      await isRead(watched);
      expect(await watched.door().query(sql`insert into public.gone values (7) returning n`)).toEqual([{ n: 7 }]);
      await expect(watched.door().query(sql`select 1 / 0 as never`)).rejects.toThrow('division by zero');
      expect(failed).toBe(2);
    }));

  it('answers every question while the replica is killed and started', () =>
    watching(async (watched) => {
      await isRead(watched);
      const failures: unknown[] = [];
      const places = new Set<string>();
      const over = new AbortController();
      const asking = Array.from({ length: 4 }, async () => {
        while (!over.signal.aborted)
          await whereOf(watched.door()).then(
            (where) => places.add(where.slice(0, 7)),
            (error: unknown) => failures.push(error),
          );
      });
      await until(() => places.has('replica'));
      await replicated.replica.kill();
      await until(() => places.has('primary'));
      expect(watched.replica.lagSeconds).toBeNull();
      await replicated.replica.start();
      await isRead(watched);
      over.abort();
      await Promise.all(asking);
      expect(failures).toEqual([]);
      expect(lines).toContain('The read replica cannot be reached, or does not answer: the primary is read.');
    }));
});

describe('a read replica', () => {
  it('opens nothing more, and tells of nothing, where it is stopped in the middle of a look', async () => {
    const opened: string[] = [];
    const open = (use: string): Sql => {
      opened.push(use);
      return openClient({ kind: 'url', url: replicated.replica.url }, { max: 1 });
    };
    await new Replica({ primary, open, maxLag: 1000, log }).stop();
    expect([opened, lines]).toEqual([['requests', 'looks'], []]);
  });

  it('is not read while it is further behind than is allowed, whether anybody knows of a change or not', () =>
    watching(
      async (watched) => {
        await isRead(watched);
        await replicated.replica.pause();
        try {
          await primary`insert into public.things values (3)`;
          await until(async () => (await whereOf(watched.door())).startsWith('primary'));
          await until(() => (watched.replica.lagSeconds ?? 0) >= 1);
          await until(() => lines.some((line) => /^The read replica is \d\.\d s behind/.test(line)));
        } finally {
          await replicated.replica.resume();
        }
        await isRead(watched);
        await until(() => watched.replica.lagSeconds === 0);
      },
      { maxLag: 1000 },
    ));

  it.each([
    ['replays nothing', 'no standby', () => replicated.target.database],
    ['is of another database', 'another', () => 'postgres'],
  ])('is not read where what is named %s', async (_, kind, database) => {
    const { openUrl } = await import('../../support/openUrl.js');
    const opened = await openUrl({ target: replicated.target });
    const url = kind === 'no standby' ? opened.url : replicated.replica.url.replace(/[^/]+$/, database());
    await watching(
      async (watched) => {
        await until(() => lines.some((line) => line.includes('DATABASE_READ_URL')));
        expect([await whereOf(watched.door()), watched.replica.lagSeconds]).toEqual([
          expect.stringMatching(/^primary/),
          null,
        ]);
      },
      { url },
    );
    opened.close();
  });
});
