import { setTimeout as delay } from 'node:timers/promises';
import type { Sql } from '../../../src/db/client.js';
import type { Random } from './random.js';

/** The connections of `facet serve` to the database that `client` is connected to. */
export async function servingBackends(client: Sql): Promise<{ pid: number; state: string; query: string }[]> {
  return client<{ pid: number; state: string; query: string }[]>`
    select pid, coalesce(state, '') as state, left(query, 2000) as query from pg_stat_activity
    where datname = current_database() and application_name like 'facet serve%' order by pid`;
}

/** What Facet's statements run now. */
export const runningStatements = async (client: Sql): Promise<string[]> =>
  (await servingBackends(client))
    .filter(({ state }) => state !== 'idle')
    .map(({ state, query }) => `${state}: ${query}`);

/** What still runs when `milliseconds` have passed; [] as soon as nothing does. */
export async function runsOn(client: Sql, milliseconds: number): Promise<string[]> {
  for (const end = performance.now() + milliseconds; ; await delay(20)) {
    const running = await runningStatements(client);
    if (running.length === 0 || performance.now() > end) return running;
  }
}

/**
 * How many of Facet's statements on campaigns ran at the same moment at most, while `work` was not done; those of
 * authentication run on a connection of their own.
 */
export async function mostRunning(client: Sql, work: Promise<unknown>): Promise<number> {
  const state = { done: false };
  void work.finally(() => {
    state.done = true;
  });
  let most = 0;
  while (!state.done) {
    const running = await runningStatements(client);
    most = Math.max(most, running.filter((one) => one.includes('facet.campaigns')).length);
    await delay(10);
  }
  return most;
}

/** Ends every connection of `facet serve` to this database; gives how many there were. */
export async function endServingBackends(client: Sql): Promise<number> {
  const ended = await client`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name like 'facet serve%'`;
  return ended.length;
}

/** Ends one of Facet's connections now and then until it is stopped; `stop` gives how many were ended. */
export function endBackendsNowAndThen(client: Sql, random: Random): { stop(): Promise<number> } {
  const state = { going: true };
  let ended = 0;
  const work = async (): Promise<void> => {
    while (state.going) {
      await delay(50 + random.below(250));
      const backends = await servingBackends(client);
      if (!state.going || backends.length === 0) continue;
      await client`select pg_terminate_backend(${random.pick(backends).pid})`;
      ended += 1;
    }
  };
  const working = work();
  return {
    async stop() {
      state.going = false;
      await working;
      return ended;
    },
  };
}
