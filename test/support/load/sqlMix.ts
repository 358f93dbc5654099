import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { sql as statement } from 'drizzle-orm';
import type postgres from 'postgres';
import type { Sql } from '../../../src/db/client.js';
import { createDoor } from '../../../src/db/door.js';
import { copyIn } from '../../../src/ingest/import/staging/copyIn.js';
import { createTally } from './judge.js';
import type { Random } from './random.js';

/** A piece of work on a client: resolves with '' where what came back is right, else with what is wrong with it. */
type Work = (client: Sql, n: number, random: Random) => Promise<string>;

type Tagged = { readonly n: number; readonly x: number };

/** What is wrong with rows that must be (n, 1), (n, 2) … (n, count). */
function rowFault(rows: ArrayLike<Tagged>, n: number, count: number, from = 1): string {
  if (rows.length !== count) return `${rows.length} rows and not ${count}`;
  for (let i = 0; i < count; i += 1) {
    const row = rows[i];
    if (row === undefined) return `row ${i} of ${count} is missing`;
    if (row.n !== n || row.x !== from + i)
      return `row ${i} is ${JSON.stringify(row).slice(0, 100)} and not ${n}, ${from + i}`;
  }
  return '';
}

/** What a statement that must fail failed with; '' for the code wanted. */
const failsWith = (running: Promise<unknown>, wanted: string): Promise<string> =>
  running.then(
    () => `it succeeded instead of failing with ${wanted}`,
    (error: unknown) => {
      if ((error as { code?: string }).code === wanted) return '';
      throw error;
    },
  );

const inside = (transaction: postgres.TransactionSql): Sql => transaction as unknown as Sql;

const works: Readonly<Record<string, Work>> = {
  async tagged(client, n, random) {
    const count = 1 + random.below(20);
    return rowFault(
      await client<Tagged[]>`select ${n}::int as n, x from generate_series(1, ${count}::int) x`,
      n,
      count,
    );
  },
  async unsafe(client, n, random) {
    const count = random.below(2000);
    const text = 'select $1::int as n, x from generate_series(1, $2::int) x';
    return rowFault(await client.unsafe<Tagged[]>(text, [n, count], { prepare: random.below(2) === 0 }), n, count);
  },
  fails: (client, n, random) => {
    const rows = 1 + random.below(5000);
    const running = client`select ${n}::int as n, 1 / (${rows}::int - x) from generate_series(1, ${2 * rows}::int) x`;
    return failsWith(running, '22012');
  },
  sleeps: async (client, n, random) =>
    rowFault(await client<Tagged[]>`select ${n}::int as n, 1 as x, pg_sleep(${random.below(30) / 1000})`, n, 1),
  async transaction(client, n, random) {
    const seen: unknown[] = [];
    await client.begin(async (transaction) => {
      await transaction`select set_config('facet.viewer', ${String(n)}, true), set_config('statement_timeout', '5s', true)`;
      if (random.below(3) === 0)
        await transaction
          .savepoint((within) => inside(within)`select 1 / 0`)
          .catch((error: unknown) => {
            if ((error as { code?: string }).code !== '22012') throw error;
          });
      for (let time = 0; time < 2; time += 1)
        seen.push(...(await transaction`select current_setting('facet.viewer') as viewer`));
    });
    const wanted = JSON.stringify([{ viewer: String(n) }, { viewer: String(n) }]);
    return JSON.stringify(seen) === wanted ? '' : `in a transaction ${JSON.stringify(seen)} and not ${wanted}`;
  },
  timesOut: (client, n) =>
    failsWith(
      client.begin(async (transaction) => {
        await transaction`set local statement_timeout = 20`;
        await transaction`select ${n}::int as n, pg_sleep(5)`;
      }),
      '57014',
    ),
  async reserved(client, n, random) {
    const connection = await client.reserve();
    try {
      const pids = new Set<unknown>();
      for (let time = 0; time < 3; time += 1) {
        const [row] = await connection<{ n: number; pid: number }[]>`select ${n}::int as n, pg_backend_pid() as pid`;
        if (row?.n !== n) return `reserved: ${row?.n} and not ${n}`;
        pids.add(row.pid);
        await delay(random.below(5));
      }
      return pids.size === 1 ? '' : 'a reserved connection was not one';
    } finally {
      connection.release();
    }
  },
  async cursor(client, n, random) {
    const stopAfter = random.below(6);
    let from = 1;
    for await (const rows of client<Tagged[]>`select ${n}::int as n, x from generate_series(1, 200) x`.cursor(50)) {
      const fault = rowFault(rows, n, 50, from);
      if (fault !== '') return `cursor: ${fault}`;
      from += 50;
      if (from > stopAfter * 50) return '';
    }
    return from === 201 ? '' : `a cursor ended at ${from}`;
  },
  async copies(client, n, random) {
    const count = 1 + random.below(3000);
    const [row] = await client.begin(async (transaction) => {
      await transaction`create temporary table copied (n integer, x integer) on commit drop`;
      const lines = Array.from({ length: count }, (_, x) => `${n}\t${x}\n`);
      await copyIn(transaction, 'copy copied from stdin', Readable.from(lines));
      return transaction<{ n: number; count: number }[]>`select min(n) as n, count(*)::int as count from copied`;
    });
    return row?.n === n && row.count === count ? '' : `copied ${JSON.stringify(row)} and not ${n}, ${count}`;
  },
  async leaves(client, n, random) {
    const [aborter, count] = [new AbortController(), random.pick([10, 2000, 20_000])];
    const settings = random.below(2) === 0 ? { 'facet.viewer': String(n) } : {};
    const door = createDoor(client, { signal: aborter.signal, settings });
    const timer = setTimeout(() => aborter.abort(), random.below(30));
    try {
      const rows = await door.query<Tagged>(statement`
        select ${n}::int as n, x, repeat('x', 100) as text
        from generate_series(1, ${count}::int) x, pg_sleep(${random.below(20) / 1000}) as slept`);
      return rowFault(rows, n, count);
    } catch (error) {
      if (!aborter.signal.aborted) throw error;
      return '';
    } finally {
      clearTimeout(timer);
    }
  },
  async viewers(client, n) {
    const door = createDoor(client, { settings: { 'facet.viewer': String(n) } });
    const [row] = await door.query<{ viewer: string }>(statement`select current_setting('facet.viewer') as viewer`);
    return row?.viewer === String(n) ? '' : `a viewer ${row?.viewer} and not ${n}`;
  },
};

interface MixOptions {
  readonly random: Random;
  readonly count: number;
  /** How many work at once. */
  readonly workers: number;
  /** Whether connections may be lost: then work may fail, if with an error that has a code. */
  readonly losing: boolean;
  /** Names of the pieces of work; all if left out. */
  readonly names?: readonly string[];
}

const patience = 10_000;
/** After so many pieces of work that never end the rest is not begun. */
const hopeless = 10;

/** Random pieces of work on a client at once; gives what went wrong in words, and what was done. */
export async function runSqlMix(
  client: Sql,
  { random, count, workers, losing, names = Object.keys(works) }: MixOptions,
) {
  const [done, faults] = [createTally(), createTally()];
  let [begun, hung] = [0, 0];
  const worker = async (): Promise<void> => {
    while (begun < count && hung < hopeless) {
      begun += 1;
      const [n, name] = [begun, random.pick(names)];
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<string>((resolve) => {
        timer = setTimeout(resolve, patience, `not settled after ${patience / 1000} s`);
      });
      const work = (works[name] as Work)(client, n, random).catch((error: unknown) => {
        const { code, message } = error as { code?: string; message: string };
        if (!losing || code === undefined) return `failed: ${code ?? 'no code'} ${message}`;
        done.add(`${name} lost`);
        return 'lost';
      });
      const fault = await Promise.race([work, late]);
      clearTimeout(timer);
      if (fault === '') done.add(name);
      // While a pool has no connection at all, work fails at once: all of it would be lost in a moment.
      else if (fault === 'lost') await delay(random.below(100));
      else faults.add(`${name}: ${fault}`);
      if (fault.startsWith('not settled')) hung += 1;
    }
  };
  await Promise.all(Array.from({ length: workers }, worker));
  return { faults: faults.entries.map(([fault, times]) => `${times} × ${fault}`), done: done.entries };
}

/**
 * How many connections of a client answer at the same time; the most of three looks, because the first may meet one that
 * was just ended, and one that opens slowly is overtaken. What is lost for good is missing in all of them.
 */
export async function usableConnections(client: Sql, max: number): Promise<number> {
  let most = 0;
  for (let look = 0; look < 3 && most < max; look += 1) {
    const answers = await Promise.allSettled(
      Array.from({ length: max }, () => client<{ pid: number }[]>`select pg_backend_pid() as pid, pg_sleep(0.2)`),
    );
    const pids = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value.map(({ pid }) => pid) : []));
    most = Math.max(most, new Set(pids).size);
  }
  return most;
}
