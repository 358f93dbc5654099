import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig, type Config } from '../../src/config.js';
import { openClient, type Sql } from '../../src/db/client.js';
import type { Job } from '../../src/db/job.js';
import { cloneWithSlots } from '../support/cloneWithSlots.js';
import { type TestDatabase } from '../support/database.js';
import { testJob } from '../support/job.js';

export interface DailyFixture {
  readonly database: TestDatabase;
  readonly client: Sql;
  readonly folder: string;
  /** Lines that the jobs have said. */
  readonly lines: string[];
  /** With an import of `people.csv`. */
  readonly config: Config;
  job(now: string, schedule?: Partial<Config['schedule']>, config?: Partial<Config>): Job;
  /** Writes `people.csv`, a customer per name. */
  people(...names: string[]): Promise<void>;
  /** The days that have a snapshot with their rows, in the order of their loads. */
  days(): Promise<[string, string][]>;
  /** The rows of daily runs, oldest first. */
  loads(): Promise<{ inputs: Record<string, unknown>; result: Record<string, unknown> | null; finished: boolean }[]>;
  drop(): Promise<void>;
}

/** A database, and a folder with a config and the file that it imports. */
export async function dailyFixture(): Promise<DailyFixture> {
  const database = await cloneWithSlots();
  const client = openClient(database.target, { max: 6, applicationName: 'facet daily' });
  const folder = await mkdtemp(join(tmpdir(), 'facet-daily-'));
  const columns = { customer_id: 'id', datasource: { constant: 'shop' }, pk: 'id', given_name: 'name' };
  const people = (...names: string[]): Promise<void> =>
    writeFile(join(folder, 'people.csv'), ['id,name', ...names.map((name, n) => `${n + 1},${name}`), ''].join('\n'));
  await writeFile(
    join(folder, 'import.yml'),
    JSON.stringify({ imports: [{ file: 'people.csv', target: 'unified_customers', columns }] }),
  );
  await writeFile(join(folder, 'facet.yml'), 'schedule: { at: "03:30", import: import.yml }\n');
  await people('Ann');
  const config = readConfig({ FACET_CONFIG: join(folder, 'facet.yml') });
  const lines: string[] = [];
  return {
    database,
    client,
    folder,
    lines,
    config,
    job: (now, schedule = {}, more = {}) => ({
      ...testJob({ client }, now, { ...config, ...more, schedule: { ...config.schedule, ...schedule } }),
      progress: { say: (line) => void lines.push(line), update: () => {} },
    }),
    people,
    days: async () =>
      (await client`select profile_date, rows from facet.profile_days order by load_id, profile_date`.values()) as never,
    loads: async () =>
      client`
        select inputs, result, finished_at is not null as finished from facet.loads
        where kind = 'daily' order by load_id` as never,
    async drop() {
      await client.end({ timeout: 5 });
      await database.drop();
      await rm(folder, { recursive: true });
    },
  };
}

/** What somebody waits for until another opens it. */
export function createGate(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}
