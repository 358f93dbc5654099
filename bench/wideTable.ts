import type { Sql } from '../src/db/client.js';
import { onCopy, openBenchDatabase } from './database.js';
import { processorTime } from './serve/processes.js';

const rows = 200_000;

/** Slot columns of the tables that are compared, and how many of them have values. */
const widths = [120, 180, 250, 350, 500];
const filled = [5, 60, 117];

/** As in a snapshot three of five columns are numbers, the others texts. */
const isNumber = (index: number): boolean => index % 5 < 3;

async function makeTable(client: Sql, width: number): Promise<void> {
  const slots = Array.from({ length: width }, (_, index) => `c${index} ${isNumber(index) ? 'numeric' : 'text'}`);
  await client.unsafe(`
    drop table if exists public.wide;
    create table public.wide (customer_id text collate "C" not null, day date not null, app text not null, load_id bigint not null,
      unfit integer not null, ${slots.join(', ')}, primary key (customer_id, day)) partition by range (day);
    create index on public.wide using brin (day);
    create table public.wide_2026_03 partition of public.wide for values from ('2026-03-01') to ('2026-04-01')`);
}

/** Seconds of PostgreSQL's processor for writing a day of 200,000 rows, and megabytes of the day. */
async function writeDay(client: Sql, width: number, values: number): Promise<readonly [seconds: number, size: number]> {
  await makeTable(client, width);
  const names = Array.from({ length: values }, (_, index) => `c${index}`);
  const [backend] = await client<{ pid: number }[]>`select pg_backend_pid() as pid`;
  const before = processorTime(backend?.pid ?? 0);
  await client.unsafe(`
    insert into public.wide (customer_id, day, app, load_id, unfit, ${names.join(', ')})
    select customer_id, '2026-03-01', 'default', 1, 0, ${names.join(', ')} from public.filled`);
  const seconds = (processorTime(backend?.pid ?? 0) - before) / 1000;
  const [size] = await client<{ mb: number }[]>`select pg_table_size('public.wide_2026_03') / 1048576.0::float8 as mb`;
  return [seconds, size?.mb ?? 0];
}

/**
 * What columns without a value cost when a snapshot is written: a day of 200,000 customers in tables of several widths, the least
 * of three tries.
 */
export async function wideTable(): Promise<void> {
  const database = await openBenchDatabase();
  try {
    await database.client.end();
    await onCopy(database, async ({ client }) => {
      const most = Math.max(...filled);
      const values = Array.from({ length: most }, (_, index) =>
        isNumber(index) ? `((n * ${index + 7}) % 1000)::numeric as c${index}` : `'text ' || n % 100 as c${index}`,
      );
      await client.unsafe(`
        create table public.filled as select 'C' || lpad(n::text, 7, '0') as customer_id, ${values.join(', ')}
        from generate_series(1, ${rows}) as n`);
      await client`vacuum analyze public.filled`;
      const connection = await client.reserve();
      try {
        console.log(`| slot columns | ${filled.map((count) => `${count} filled`).join(' | ')} |`);
        console.log(`| --- | ${filled.map(() => '---').join(' | ')} |`);
        for (const width of widths) {
          const cells: string[] = [];
          for (const count of filled) {
            const tries: (readonly [number, number])[] = [];
            for (let round = 0; round < 3; round += 1) tries.push(await writeDay(connection, width, count));
            const [seconds, size] = tries.toSorted(([one], [other]) => one - other)[0] ?? [Number.NaN, 0];
            cells.push(`${seconds.toFixed(2)} s, ${size.toFixed(0)} MB`);
          }
          console.log(`| ${width} | ${cells.join(' | ')} |`);
        }
      } finally {
        connection.release();
      }
    });
  } finally {
    await database.drop();
  }
}
