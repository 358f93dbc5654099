import { changeCatalogue } from '../../../../src/catalogue/changeCatalogue.js';
import type { TestDatabase } from '../../../support/database.js';
import { addCustomers } from '../../../support/sample.js';

type Row = readonly [customer: string, day: string, values: Readonly<Record<string, string | number | null>>];

/** Snapshots by slot, and the days as complete but for those that are named. */
export async function addSnapshots(
  { client }: TestDatabase,
  rows: readonly Row[],
  incomplete: readonly string[] = [],
): Promise<void> {
  const days = [...new Set(rows.map(([, day]) => day))].toSorted();
  await client`select facet.ensure_partitions('customer_profiles', ${days[0] ?? ''}, ${days.at(-1) ?? ''})`;
  const [load] = await client<{ id: string }[]>`
    insert into facet.loads (kind, started_at, finished_at, code_version)
    values ('snapshot', now(), '2026-03-05T01:00:00Z', 'test') returning load_id as id`;
  for (const [customer_id, profile_date, values] of rows)
    await client`insert into facet.customer_profiles ${client([{ customer_id, profile_date, load_id: load?.id ?? '', ...values }])}`;
  for (const day of days)
    await client`
      insert into facet.profile_days (profile_date, load_id, rows, complete)
      values (${day}, ${load?.id ?? ''}, 1, ${!incomplete.includes(day)})`;
}

const add = (
  alias: string,
  slot: string,
  dataType: 'decimal' | 'integer' | 'text' | 'float' | 'datetime',
  unit?: string,
) => ({ kind: 'add', alias, slot, dataType, unit, description: 'A value.' }) as const;

/**
 * Customer A on the days of March; the 2nd is complete, but A has no snapshot on it, and the 4th is not complete. FIELD6 is OLD
 * up to the 2nd and FRESH from the 3rd on; LOYAL was called MEMBER; TWICE is
 * FIELD8, of 1, up to the 2nd and FIELD9, of 5, from the 3rd on.
 *
 * | day | SALES_1M | SALES | ORDERS_1M | ORDERS | TIER | SCORE | FIELD6 | LOYAL | SEEN     | BIG                   |
 * | 1st | 0.1      | 10.10 | 1         | 5      | x    | 0.5   | 7      | yes   | 10:00:00 | -999999999999999.9998 |
 * | 3rd | 0.3      | 20.35 | 2         | 7      | y    | 0.75  | 8      | yes   | 11:00:00 | 999999999999999.9998  |
 * | 4th | 99       | 99    | 99        | 99     | z    | 99    | 99     | no    | 12:00:00 | 99                    |
 * | 5th | -1.25    | –     | 0         | 7      | –    | –     | 9      | yes   | 13:00:00 | –                     |
 */
export async function fillImpact(database: TestDatabase): Promise<void> {
  const { client } = database;
  await addCustomers(database, [{ id: 'A', givenName: 'Ann' }, { id: 'B' }]);
  await changeCatalogue(
    client,
    () => [
      add('SALES_1M', 'FIELD1', 'decimal', 'EUR'),
      add('SALES', 'FIELD2', 'decimal', 'EUR'),
      add('ORDERS_1M', 'FIELD3', 'integer', 'count'),
      add('ORDERS', 'FIELD4', 'integer', 'count'),
      add('SCORE', 'FIELD5', 'float'),
      add('OLD', 'FIELD6', 'decimal'),
      add('BIG', 'FIELD7', 'decimal'),
      add('TWICE', 'FIELD8', 'decimal'),
      add('TIER', 'STR1', 'text'),
      add('MEMBER', 'STR2', 'text'),
      add('SEEN', 'TIME1', 'datetime'),
    ],
    { today: '2026-03-06' },
  );
  await changeCatalogue(
    client,
    () => [
      { kind: 'retire', alias: 'OLD', on: '2026-03-03' },
      { ...add('FRESH', 'FIELD6', 'decimal', 'points'), from: '2026-03-03' },
      { kind: 'retire', alias: 'TWICE', on: '2026-03-03' },
      { ...add('TWICE', 'FIELD9', 'decimal'), from: '2026-03-03' },
      { kind: 'rename', from: 'MEMBER', to: 'LOYAL' },
    ],
    { today: '2026-03-06' },
  );
  const numbers = (...values: (string | number)[]) =>
    Object.fromEntries(values.map((value, n) => [`field${n + 1}`, value]));
  const seen = (day: number, hour: number) => ({ time1: `2026-03-0${day}T${hour}:00:00Z` });
  const big = '999999999999999.9998';
  await addSnapshots(
    database,
    [
      [
        'A',
        '2026-03-01',
        { ...numbers('0.1', '10.10', 1, 5, 0.5, 7, `-${big}`, 1, 5), str1: 'x', str2: 'yes', ...seen(1, 10) },
      ],
      ['B', '2026-03-02', numbers(1, 1, 1, 1, 1, 1)],
      [
        'A',
        '2026-03-03',
        { ...numbers('0.3', '20.35', 2, 7, 0.75, 8, big, 1, 5), str1: 'y', str2: 'yes', ...seen(3, 11) },
      ],
      ['A', '2026-03-04', { ...numbers(99, 99, 99, 99, 99, 99, 99), str1: 'z', str2: 'no', ...seen(4, 12) }],
      [
        'A',
        '2026-03-05',
        { field1: '-1.25', field3: 0, field4: 7, field6: 9, field8: 1, field9: 5, str2: 'yes', ...seen(5, 13) },
      ],
    ],
    ['2026-03-04'],
  );
}
