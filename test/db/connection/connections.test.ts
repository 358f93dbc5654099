import { createConnection, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { openClient, type Sql } from '../../../src/db/client.js';
import { createDoor } from '../../../src/db/door.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';

let database: TestDatabase;
const clients: Sql[] = [];
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(async () => {
  for (const client of clients) await client.end({ timeout: 0 });
  await database.drop();
});

function open(options: Parameters<typeof openClient>[1]): Sql {
  const client = openClient(database.target, options);
  clients.push(client);
  return client;
}

const pidOf = async (client: Sql): Promise<number> => {
  const [row] = await client<{ pid: number }[]>`select pg_backend_pid() as pid`;
  return row?.pid ?? 0;
};
const terminate = (pid: number) => database.client`select pg_terminate_backend(${pid}, 5000)`;
const unavailable = { name: 'UserError', code: 'DATABASE_UNAVAILABLE' };
const fails = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

/** How many statements with such a text run. */
async function running(text: string): Promise<number> {
  const [row] = await database.client<{ n: number }[]>`
    select count(*)::int as n from pg_stat_activity
    where state = 'active' and query like ${`%${text}%`} and pid <> pg_backend_pid()`;
  return row?.n ?? 0;
}
async function untilRunning(text: string, count: number): Promise<void> {
  for (const end = Date.now() + 10_000; Date.now() < end && (await running(text)) !== count;) await delay(10);
  expect(await running(text)).toBe(count);
}

describe('a lost connection', () => {
  it('is an error of each statement of its transaction, and of nothing else', async () => {
    const client = open({ max: 1 });
    const later: unknown[] = [];
    const failure = await fails(
      client.begin(async (transaction) => {
        const [row] = await transaction<{ pid: number }[]>`select pg_backend_pid() as pid`;
        await terminate(row?.pid ?? 0);
        for (let n = 0; n < 3; n += 1) later.push(await fails(transaction`create table public.outside (n int)`));
        return 'caught';
      }),
    );
    expect(failure).toMatchObject(unavailable);
    expect(later).toEqual([0, 1, 2].map(() => expect.objectContaining(unavailable)));
    expect(await client`select to_regclass('public.outside') as made`).toEqual([{ made: null }]);
  });

  it('ends neither a copy nor a cursor without an error', async () => {
    const client = open({ max: 1 });
    const copy = client.begin(async (transaction) => {
      const [row] = await transaction<{ pid: number }[]>`
        create temp table taken on commit drop as select pg_backend_pid() as pid; `;
      await transaction`create temp table copied (n int) on commit drop`;
      const stream = await transaction.unsafe('copy copied from stdin').writable();
      stream.on('error', () => {});
      const [{ pid } = { pid: 0 }] = await database.client<{ pid: number }[]>`
        select pid from pg_stat_activity
          where datname = current_database() and query like 'copy copied%' and pid <> pg_backend_pid()`;
      await terminate(pid);
      await transaction`select 1`;
      return row;
    });
    expect(await fails(copy)).toBeInstanceOf(Error);
    const reading = client.begin(async (transaction) => {
      const pid = await pidOf(transaction as unknown as Sql);
      for await (const _ of transaction`select n from generate_series(1, 100000) as s (n)`.cursor(10))
        await terminate(pid);
    });
    expect(await fails(reading)).toMatchObject(unavailable);
    expect(await client`select 1 as one`).toEqual([{ one: 1 }]);
  });

  it('is noticed while nobody uses it, and replaced', async () => {
    const client = open({ max: 1 });
    const before = await pidOf(client);
    await terminate(before);
    await delay(50);
    expect(await pidOf(client)).not.toBe(before);
  });

  it('lets a read be asked once more, on a fresh one', async () => {
    const client = open({ max: 2 });
    const statements: string[] = [];
    const door = createDoor(client, { onStatement: ({ text }) => statements.push(text) });
    const reading = door.query<{ pid: number }>(sql`select pg_sleep(0.5), pg_backend_pid() as pid /* asked again */`);
    await untilRunning('asked again', 1);
    const [first] = await database.client<{ pid: number }[]>`
      select pid from pg_stat_activity
      where datname = current_database() and query like '%asked again%' and pid <> pg_backend_pid()`;
    await terminate(first?.pid ?? 0);
    const [row] = await reading;
    expect(row?.pid).toBeGreaterThan(0);
    expect(row?.pid).not.toBe(first?.pid);
    expect(statements).toHaveLength(1);
  });
});

/**
 * A server before the test database that cuts its first connections at once, but for the second one: that is let through when the
 * fifth is cut. Gives those that were let through.
 */
async function oneOfFive(): Promise<{ readonly server: Server; readonly passed: Socket[] }> {
  const { target } = database;
  if (target.kind === 'url') throw new Error('The test cluster is reached by its socket');
  const passed: Socket[] = [];
  let count = 0;
  let second = (): void => {};
  const pass = (socket: Socket): void => {
    passed.push(socket);
    const behind = createConnection(`${target.socketDir}/.s.PGSQL.5432`);
    behind.on('error', () => {}).on('close', () => socket.destroy());
    socket.on('close', () => behind.destroy());
    socket.pipe(behind).pipe(socket);
  };
  const server = createServer((socket) => {
    socket.on('error', () => {});
    count += 1;
    if (count === 2) second = () => pass(socket);
    else if (count > 5) pass(socket);
    else socket.destroy();
    if (count === 5) second();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, passed };
}

it('attempts that failed while another one came through refuse nobody later', async () => {
  const { server, passed } = await oneOfFive();
  const { target } = database;
  if (target.kind === 'url') throw new Error('The test cluster is reached by its socket');
  const { port } = server.address() as AddressInfo;
  const url = `postgresql://${target.user}:${target.password}@127.0.0.1:${port}/${target.database}`;
  const client = openClient({ kind: 'url', url }, { max: 2 });
  const one = () => createDoor(client).query(sql`select 1 as one`);
  try {
    expect(await Promise.all([one(), one()])).toEqual([[{ one: 1 }], [{ one: 1 }]]);
    // At once, while the pause after the last failure would still last.
    passed[0]?.destroy();
    expect(await one()).toEqual([{ one: 1 }]);
  } finally {
    await client.end({ timeout: 0 });
    server.close();
  }
});

describe('a result that broke off', () => {
  const broken = (client: Sql) => client`select i, 1 / (40000 - i) as boom from generate_series(1, 50000) as s (i)`;
  const five = [1, 2, 3, 4, 5].map((x) => ({ x }));
  const whole = (client: Sql) => client`select x from generate_series(1, 5) as s (x)`;

  it('leaves no holes in the next one of a client', async () => {
    const client = open({ max: 1 });
    expect(await fails(broken(client))).toMatchObject({ code: '22012' });
    expect([...(await whole(client))]).toEqual(five);
  });

  it('leaves none on a reserved connection, after a savepoint, or through a door', async () => {
    const client = open({ max: 1 });
    const reserved = await client.reserve();
    expect(await fails(broken(reserved))).toMatchObject({ code: '22012' });
    expect([...(await whole(reserved))]).toEqual(five);
    reserved.release();
    await client.begin(async (transaction) => {
      expect(await fails(transaction.savepoint((inside) => broken(inside as unknown as Sql)))).toMatchObject({
        code: '22012',
      });
      expect([...(await whole(transaction as unknown as Sql))]).toEqual(five);
    });
    const door = createDoor(client);
    await fails(door.query(sql`select i, 1 / (40000 - i) as boom from generate_series(1, 50000) as s (i)`));
    expect(await door.query(sql`select x from generate_series(1, 5) as s (x)`)).toEqual(five);
  });

  it('is stopped by what looks at its rows', async () => {
    const tooMany = new Error('too many');
    let rows = 0;
    const onRow = (): void => {
      rows += 1;
      if (rows === 100) throw tooMany;
    };
    const door = createDoor(open({ max: 1 }), { onRow });
    expect(await fails(door.query(sql`select n from generate_series(1, 3000000) as s (n)`))).toBe(tooMany);
    expect(rows).toBe(100);
  });
});

it('an abort right after asking runs nothing anywhere', async () => {
  const client = open({ max: 1, applicationName: 'aborted at once' });
  const connections = async (): Promise<number> => {
    const [row] = await database.client<{ n: number }[]>`
      select count(*)::int as n from pg_stat_activity where application_name = 'aborted at once'`;
    return row?.n ?? 0;
  };
  await client`select 1`;
  for (let n = 0; n < 20; n += 1) {
    const controller = new AbortController();
    const asked = createDoor(client, { signal: controller.signal }).query(sql`select ${n}::int as n`);
    controller.abort(new Error('Not any more.'));
    await expect(asked).rejects.toThrow('Not any more.');
  }
  // It answers at once, on the one connection that there is.
  expect(await client`select 1 as one`).toEqual([{ one: 1 }]);
  await delay(100);
  expect(await connections()).toBe(1);
});

it('a cursor may be left after its connection was lost', async () => {
  const client = open({ max: 1 });
  const reserved = await client.reserve();
  const pid = await pidOf(reserved);
  for await (const _ of reserved`select n from generate_series(1, 100000) as s (n)`.cursor(10)) {
    await terminate(pid);
    await delay(50);
    break;
  }
  reserved.release();
  await delay(50);
  expect(await client`select 1 as one`).toEqual([{ one: 1 }]);
});

it('nothing is asked in a transaction that has ended', async () => {
  const client = open({ max: 1 });
  let kept: Sql | undefined;
  await client.begin(async (transaction) => {
    kept = transaction as unknown as Sql;
  });
  await expect((kept as unknown as Sql)`select 1`).rejects.toThrow('The transaction has ended.');
  const failed = client.begin(async (transaction) => {
    kept = transaction as unknown as Sql;
    throw new Error('No.');
  });
  await expect(failed).rejects.toThrow('No.');
  await expect((kept as unknown as Sql)`select 1`).rejects.toThrow('The transaction has ended.');
});

describe('those who wait', () => {
  it('are none while connections can be opened', async () => {
    const client = open({ max: 2, queue: { length: 0, timeout: 1000 } });
    const asked = [1, 2, 3].map((n) => fails(client`select ${n}::int as n, pg_sleep(0.2)`));
    expect(await Promise.all(asked)).toEqual([undefined, undefined, expect.objectContaining({ code: 'OVERLOADED' })]);
  });

  it('are refused where they are too many, or wait too long', async () => {
    const client = open({ max: 1, queue: { length: 2, timeout: 1000 } });
    // To open a connection may take longer than that on a busy machine.
    while ((await fails(client`select 1`)) !== undefined);
    const slow = client`select pg_sleep(2) as "before them"`.execute();
    await untilRunning('before them', 1);
    const waiting = [1, 2, 3].map(() => fails(createDoor(client).query(sql`select 1`)));
    expect(await Promise.all(waiting)).toEqual([
      expect.objectContaining({
        code: 'OVERLOADED',
        message: 'The database is busy with other requests; try again in a moment.',
      }),
      expect.objectContaining({ code: 'OVERLOADED' }),
      expect.objectContaining({
        code: 'OVERLOADED',
        message: 'More than 2 statements wait for the database; try again in a moment.',
      }),
    ]);
    await slow;
    expect(await createDoor(client).query(sql`select 1 as one`)).toEqual([{ one: 1 }]);
  });

  it('leave without touching a connection', async () => {
    const client = open({ max: 1 });
    const pid = await pidOf(client);
    const slow = client`select pg_sleep(0.3) as "before one"`.execute();
    await untilRunning('before one', 1);
    const aborter = new AbortController();
    const gone = fails(createDoor(client, { signal: aborter.signal }).query(sql`select 1`));
    aborter.abort();
    expect(await gone).toBe(aborter.signal.reason);
    await slow;
    expect(await pidOf(client)).toBe(pid);
  });

  it('take a part of the connections at the most, and pass who has more', async () => {
    const client = open({ max: 4 });
    const order: string[] = [];
    const door = createDoor(client);
    const heavy = Array.from({ length: 6 }, (_, n) =>
      door.query(sql`select pg_sleep(0.4), ${n}::int as "one of six"`).then(() => order.push('heavy')),
    );
    // Half of four.
    await untilRunning('one of six', 2);
    const small = createDoor(client)
      .query(sql`select 1`)
      .then(() => order.push('small'));
    await Promise.all([...heavy, small]);
    expect(order).toHaveLength(7);
    expect(order.indexOf('small')).toBeLessThan(3);
  });
});

describe('the end of a client', () => {
  it('lets what runs end within its time, and ends it in PostgreSQL after it', async () => {
    const client = openClient(database.target, { max: 2 });
    const [quick, slow] = [
      client`select pg_sleep(0.3) as "soon over"`,
      client`select pg_sleep(30) as "left behind"`,
    ].map((query) => fails(query));
    await untilRunning('soon over', 1);
    await untilRunning('left behind', 1);
    await client.end({ timeout: 1 });
    expect(await quick).toBeUndefined();
    expect(await slow).toBeInstanceOf(Error);
    expect(await fails(client`select 1`)).toMatchObject(unavailable);
    await untilRunning('left behind', 0);
  });

  it('waits for nobody who never gives a connection back', async () => {
    const client = openClient(database.target, { max: 1 });
    await client.reserve();
    await client.end({ timeout: 0 });
    const none = openClient({ kind: 'url', url: 'postgres://127.0.0.1:1/x' }, { max: 2 });
    expect(await fails(none`select 1`)).toMatchObject(unavailable);
    await none.end();
  });
});
