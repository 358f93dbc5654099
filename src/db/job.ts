import type { Config } from '../config.js';
import { packageVersion } from '../lib/process/packageRoot.js';
import type { Progress } from '../lib/process/progress.js';
import { UserError } from '../lib/errors/UserError.js';
import type { Sql } from './client.js';

/** What a run that writes (import, derive, snapshot, demo) works with. */
export interface Job {
  readonly client: Sql;
  readonly config: Config;
  readonly progress: Progress;
  /** The instant of the run. */
  readonly now: Date;
}

/** Opens a row in `loads`; its id (a decimal string) goes into every row the run writes. */
export async function startLoad(
  { client, now }: Job,
  kind: string,
  inputs: Record<string, string | number>,
): Promise<string> {
  const [load] = await client<{ load_id: string }[]>`
    insert into facet.loads (kind, started_at, code_version, inputs)
    values (${kind}, ${now.toISOString()}, ${packageVersion}, ${client.json(inputs)}) returning load_id`;
  return String(load?.load_id);
}

/** Marks a load as finished, with what came of it. */
export async function finishLoad({ client }: Pick<Job, 'client'>, loadId: string, result?: object): Promise<void> {
  await client`
    update facet.loads set finished_at = (select clock_timestamp()), result = ${result === undefined ? null : client.json(result as never)}
    where load_id = ${loadId}`;
}

interface LockAttempt {
  readonly acquired: boolean;
}

/**
 * Runs `work` while holding the advisory lock of a target (e.g. `snapshot`), on a connection of its own, which is not
 * renewed while it is reserved. While another run holds it, says who, and waits; after `waitSeconds` a `UserError` with
 * code `TARGET_BUSY`. `doing` is what the other run is said to do.
 */
export async function withTargetLock<T>(
  job: Job,
  target: string,
  work: () => Promise<T>,
  waitSeconds = 600,
  doing = `writing ${target}`,
): Promise<T> {
  const holder = await job.client.reserve();
  const lockName = `facet.${target}`;
  try {
    const deadline = Date.now() + waitSeconds * 1000;
    for (let isReported = false; ; isReported = true) {
      const [lock] = await holder<LockAttempt[]>`
        select pg_try_advisory_lock(hashtext(${lockName})) as acquired`;
      if (lock?.acquired) break;
      const sentence = `Another run is ${doing}${await describeHolder(holder, lockName)}`;
      if (Date.now() >= deadline) throw new UserError(`${sentence}; try again when it has ended.`, 'TARGET_BUSY');
      if (!isReported) job.progress.say(`${sentence}; waiting for it.`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    try {
      return await work();
    } finally {
      await holder`select pg_advisory_unlock(hashtext(${lockName}))`;
    }
  } finally {
    holder.release();
  }
}

/** Says in brackets which program holds an advisory lock; nothing where nobody does. */
export async function describeHolder(client: Sql, lockName: string): Promise<string> {
  const [holder] = await client<{ pid: number; application_name: string; since: string }[]>`
    select a.pid, a.application_name, to_char(a.backend_start, 'YYYY-MM-DD HH24:MI:SS"Z"') as since
    from pg_locks l join pg_stat_activity a on a.pid = l.pid
    where l.locktype = 'advisory' and l.granted and l.objsubid = 1
      and (l.classid::bigint << 32 | l.objid::bigint) = hashtext(${lockName})::bigint
      and l.database = (select oid from pg_database where datname = current_database())
    limit 1`;
  return holder ? ` (${holder.application_name}, connected since ${holder.since}, database process ${holder.pid})` : '';
}
