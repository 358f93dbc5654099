import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import type postgres from 'postgres';
import { createFront } from '../../../src/db/connection/driver.js';
import type { DriverQuery } from '../../../src/db/connection/driverTypes.js';
import { openSession, type Session } from '../../../src/db/connection/session.js';
import { runTransaction, submitNow } from '../../../src/db/connection/transaction.js';
import type { DatabaseTarget } from '../../../src/db/target.js';
import { emptyDatabase, type TestDatabase } from '../../support/database.js';
import { openUrl } from '../../support/openUrl.js';

const frontTo = (target: DatabaseTarget): postgres.Sql =>
  createFront(target, { applicationName: 'session', statementTimeout: undefined, prepare: false, onnotice: () => {} });

let database: TestDatabase;
let front: postgres.Sql;
const open: Session[] = [];

async function openOne(hooks: Parameters<typeof openSession>[1] = {}): Promise<Session> {
  const session = await openSession(front, hooks);
  open.push(session);
  return session;
}

beforeAll(async () => {
  database = await emptyDatabase();
  front = frontTo(database.target);
  await database.client`create table kept (n int primary key)`;
});
afterAll(async () => {
  for (const session of open) session.destroy(new Error('The tests are over'));
  await database.drop();
});

const ask = (session: Session, text: string): postgres.PendingQuery<postgres.Row[]> =>
  submitNow(session, front.unsafe(text));
const settled = (promise: PromiseLike<unknown>): Promise<unknown> =>
  Promise.resolve(promise).catch((error: unknown) => error);
const pidOf = async (session: Session): Promise<number> => {
  const [row] = await ask(session, 'select pg_backend_pid() as pid');
  return row?.['pid'] as number;
};
/** Waits until a backend is at a statement with such a text. */
async function untilRunning(pid: number, text: string): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    const found = await database.client`
      select from pg_stat_activity where pid = ${pid} and state = 'active' and query like ${`%${text}%`}`;
    if (found.length > 0) return;
    await delay(10);
  }
  throw new Error(`${text} did not begin`);
}
const canceled = expect.objectContaining({
  name: 'PostgresError',
  code: '57014',
  message: 'canceling statement due to user request',
});
const closedBecause = (reason: string) =>
  expect.objectContaining({
    code: 'DATABASE_UNAVAILABLE',
    message: `The connection to the database was lost: ${reason}.`,
  });

describe('a session', () => {
  it('runs what it is given one by one, in the order given', async () => {
    const session = await openOne();
    const ends: string[] = [];
    const texts = ['select pg_sleep(0.05), 1 as n', 'select 2 as n', 'select 1 / 0', 'select 4 as n'];
    const asked = texts.map(async (text) => {
      const rows = await settled(ask(session, text));
      ends.push(text);
      return Array.isArray(rows) ? (rows as { n: number }[])[0]?.n : (rows as { code: string }).code;
    });
    expect(await Promise.all(asked)).toEqual([1, 2, '22012', 4]);
    expect(ends).toEqual(texts);
    expect([session.isInvalid, session.isLost]).toEqual([false, false]);
  });

  it('tells whoever gave it a query that it has ended, with its error', async () => {
    const session = await openOne();
    const ends: unknown[] = [];
    for (const text of ['select 1', 'select 1 / 0', 'select 2']) {
      const query = front.unsafe(text) as unknown as DriverQuery;
      query.handler = () => {};
      session.submit(query, (error) => ends.push(error));
      await settled(query);
    }
    expect(ends).toEqual([undefined, expect.objectContaining({ code: '22012' }), undefined]);
  });

  it('takes back what waits without touching what runs', async () => {
    const session = await openOne();
    const running = ask(session, 'select pg_sleep(0.1), 1 as n');
    const waiting = ask(session, 'insert into kept values (1)');
    const failure = settled(waiting);
    session.cancel(waiting as unknown as DriverQuery);
    expect(await failure).toEqual(canceled);
    expect([...(await running)].map((row) => row['n'])).toEqual([1]);
    expect([session.isInvalid, (await database.client`select from kept`).length]).toEqual([false, 0]);
  });

  it('ends in PostgreSQL what runs, and is not to be used again', async () => {
    const session = await openOne();
    const pid = await pidOf(session);
    const running = ask(session, 'select pg_sleep(20)');
    const failure = settled(running);
    await untilRunning(pid, 'pg_sleep(20)');
    session.cancel(running as unknown as DriverQuery);
    expect(await failure).toEqual(canceled);
    expect([session.isInvalid, session.isLost]).toEqual([true, false]);
  });

  it('cancels nothing by a query that has ended, or is somebody else’s', async () => {
    const [mine, other] = [await openOne(), await openOne()];
    const done = ask(mine, 'select 1');
    await done;
    const running = ask(mine, 'select pg_sleep(0.1), 1 as n');
    const elsewhere = ask(other, 'select pg_sleep(0.1), 2 as n');
    for (const query of [done, elsewhere]) mine.cancel(query as unknown as DriverQuery);
    expect([...(await running), ...(await elsewhere)].map((row) => row['n'])).toEqual([1, 2]);
    expect([mine.isInvalid, other.isInvalid]).toEqual([false, false]);
  });

  it('is idle at once where nothing runs, and else when the last of all has ended', async () => {
    const session = await openOne();
    let calls = 0;
    session.whenIdle(() => (calls += 1));
    expect(calls).toBe(1);
    const asked = [ask(session, 'select pg_sleep(0.05)'), ask(session, 'select 1')];
    const idle = new Promise<number>((resolve) => session.whenIdle(() => resolve(ended)));
    let ended = 0;
    await Promise.all(asked.map((one) => one.then(() => (ended += 1))));
    expect([await idle, calls]).toEqual([2, 1]);
  });

  it('that is cut rejects what runs and what waits, and all that comes later', async () => {
    let closes = 0;
    const session = await openOne({ onClose: () => (closes += 1) });
    const pid = await pidOf(session);
    const asked = [ask(session, 'select pg_sleep(20)'), ask(session, 'select 1')].map(settled);
    await untilRunning(pid, 'pg_sleep(20)');
    session.destroy(new Error('the power went'));
    const late = settled(ask(session, 'select 2'));
    const lost = closedBecause('the power went');
    expect(await Promise.all([...asked, late])).toEqual([lost, lost, lost]);
    session.destroy(new Error('again'));
    expect([session.isLost, session.isInvalid, closes]).toEqual([true, true, 1]);
  });

  it('that PostgreSQL ends is lost, and says so once', async () => {
    let closes = 0;
    const session = await openOne({ onClose: () => (closes += 1) });
    const pid = await pidOf(session);
    const running = settled(ask(session, 'select pg_sleep(20)'));
    await untilRunning(pid, 'pg_sleep(20)');
    await database.client`select pg_terminate_backend(${pid}, 5000)`;
    expect(await running).toEqual(closedBecause('the connection was closed'));
    expect([session.isLost, closes]).toEqual([true, 1]);
  });

  it('that is closed in order is gone from PostgreSQL', async () => {
    const session = await openOne();
    const pid = await pidOf(session);
    await session.end();
    const others = async () => (await database.client`select from pg_stat_activity where pid = ${pid}`).length;
    for (let tries = 0; tries < 200 && (await others()) > 0; tries += 1) await delay(10);
    expect([await others(), session.isLost]).toEqual([0, true]);
  });

  it('hears the notices of its channels', async () => {
    const heard: string[] = [];
    const session = await openOne({ onNotify: (channel) => heard.push(channel) });
    await ask(session, 'listen mine');
    await database.client`select pg_notify('other', ''), pg_notify('mine', '1')`;
    for (let tries = 0; tries < 200 && heard.length === 0; tries += 1) await ask(session, 'select 1');
    expect(heard).toEqual(['mine']);
  });
});

describe('opening', () => {
  it.each([
    ['a wrong password', { password: 'wrong' }, 'the password is wrong'],
    ['no such database', { database: 'no_such' }, 'the database does not exist'],
    ['no such user', { user: 'nobody_at_all' }, 'the password is wrong'],
    ['no such socket', { socketDir: '/nowhere/at/all' }, 'nothing listens there'],
  ])('is refused with %s', async (_, given, reason) => {
    if (database.target.kind === 'url') throw new Error('The test cluster is reached by its socket');
    await expect(openSession(frontTo({ ...database.target, ...given }))).rejects.toMatchObject({
      code: 'DATABASE_UNAVAILABLE',
      message: `The database cannot be reached: ${reason}.`,
    });
  });

  it('takes the first of several hosts that answers', async () => {
    const door = await openUrl(database);
    const urlOf = (hosts: string) => ({ kind: 'url', url: door.url.replace(/127\.0\.0\.1:\d+/, hosts) }) as const;
    const [, own = ''] = /@([^/]+)/.exec(door.url) ?? [];
    try {
      const session = await openSession(frontTo(urlOf(`127.0.0.1:1,${own}`)));
      open.push(session);
      expect(await pidOf(session)).toBeGreaterThan(0);
      await expect(openSession(frontTo(urlOf('127.0.0.1:1,127.0.0.1:2')))).rejects.toThrow('nothing listens there');
    } finally {
      door.close();
    }
  });
});

describe('a transaction', () => {
  let session: Session;
  beforeAll(async () => {
    session = await openOne();
  });
  beforeEach(async () => {
    await database.client`truncate kept`;
  });
  type Work = Parameters<typeof runTransaction>[2];
  const run = (work: Work, options = '') => runTransaction({ session, front }, options, work);
  const keptNow = async () => (await database.client<{ n: number }[]>`select n from kept order by n`).map(({ n }) => n);
  const missing = expect.objectContaining({ code: '42P01' });

  it('keeps what was done, and gives what it came to, also of several statements', async () => {
    const result = await run(
      (inside) => [inside`insert into kept values (1) returning n`, inside`select 2 as n`] as never,
    );
    expect((result as unknown as { n: number }[][]).map(([row]) => row?.n)).toEqual([1, 2]);
    expect(await keptNow()).toEqual([1]);
  });

  it('keeps nothing of one that fails, and leaves the session fit for the next', async () => {
    const failure = new Error('of the work');
    await expect(
      run(async (inside) => {
        await inside`insert into kept values (1)`;
        throw failure;
      }),
    ).rejects.toBe(failure);
    await run((inside) => inside`insert into kept values (2)`);
    expect([await keptNow(), session.isInvalid]).toEqual([[2], false]);
  });

  it('fails with a statement’s failure even where the work has caught it', async () => {
    const work = run(async (inside) => {
      await settled(inside`select * from nowhere`);
      return 'done';
    });
    await expect(work).rejects.toEqual(missing);
  });

  it('fails with the first failure, and not with what PostgreSQL says of later ones', async () => {
    const work = run(async (inside) => {
      await settled(inside`select * from nowhere`);
      await inside`insert into kept values (1)`;
    });
    await expect(work).rejects.toEqual(missing);
    expect(await keptNow()).toEqual([]);
  });

  it('refuses what is asked of it after its end', async () => {
    const left: postgres.TransactionSql[] = [];
    await run(async (inside) => {
      left.push(inside);
    });
    const late = left.map((inside) => settled(inside`insert into kept values (1)`));
    expect(await Promise.all(late)).toEqual([new Error('The transaction has ended.')]);
    expect(await keptNow()).toEqual([]);
  });

  it.each([
    ['', 'read committed', 'off'],
    ['isolation level serializable', 'serializable', 'off'],
    ['ISOLATION LEVEL repeatable read read only', 'repeatable read', 'on'],
    ['read -- only;', 'read committed', 'on'],
  ])('has the settings %j: %s, read only %s', async (options, isolation, readOnly) => {
    const [row] = (await run(
      (inside) => inside`
        select current_setting('transaction_isolation') as isolation, current_setting('transaction_read_only') as read_only`,
      options,
    )) as unknown as Record<string, string>[];
    expect(row).toEqual({ isolation, read_only: readOnly });
  });

  it('cannot be given a second statement in place of settings', async () => {
    await expect(run((inside) => inside`select 1`, 'read only; drop table kept')).rejects.toMatchObject({
      code: '42601',
    });
    expect(await keptNow()).toEqual([]);
  });

  it('loses of a savepoint that fails what is in it alone', async () => {
    await run(async (inside) => {
      await inside`insert into kept values (1)`;
      await settled(
        inside.savepoint(async (deeper) => {
          await deeper`insert into kept values (2)`;
          await deeper`select * from nowhere`;
        }),
      );
      await inside.savepoint('named', (deeper) => deeper`insert into kept values (3)`);
    });
    expect(await keptNow()).toEqual([1, 3]);
  });

  interface Step {
    /** A row that is written, or a savepoint, which may fail at its end. */
    readonly n?: number;
    readonly inner?: readonly Step[];
    readonly fails?: 'work' | 'statement';
  }
  const { steps } = fc.letrec<{ steps: Step[]; step: Step }>((tie) => ({
    steps: fc.array(tie('step'), { maxLength: 5 }),
    step: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.record({ n: fc.nat(1_000_000) }),
      fc.record({ inner: tie('steps'), fails: fc.option(fc.constantFrom('work', 'statement'), { nil: undefined }) }),
    ) as fc.Arbitrary<Step>,
  }));

  /** What is left of the steps, in the order written. */
  const left = (given: readonly Step[]): number[] =>
    given.flatMap(({ n, inner = [], fails }) => (n !== undefined ? [n] : fails === undefined ? left(inner) : []));

  async function take(inside: postgres.TransactionSql, given: readonly Step[]): Promise<void> {
    for (const { n, inner = [], fails } of given) {
      if (n !== undefined) await inside`insert into kept values (${n}) on conflict do nothing`;
      else
        await settled(
          inside.savepoint(async (deeper) => {
            await take(deeper, inner);
            if (fails === 'work') throw new Error('of the work');
            if (fails === 'statement') await settled(deeper`select 1 / 0`);
          }),
        );
    }
  }

  it('keeps of any savepoints in each other those that did not fail, nor lie in one that did', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (given) => {
        await database.client`truncate kept`;
        await run((inside) => take(inside, given));
        expect(await keptNow()).toEqual([...new Set(left(given))].toSorted((a, b) => a - b));
      }),
      { numRuns: 40 },
    );
  });
});
