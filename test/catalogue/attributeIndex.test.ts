import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { attributeIndexes, attributeIndexName, indexAttribute } from '../../src/catalogue/attributeIndex.js';
import { readCatalogue } from '../../src/catalogue/readCatalogue.js';
import { addDay, openPeople } from '../population/people.js';
import type { TestDatabase } from '../support/database.js';
import { testJob } from '../support/job.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await openPeople();
  for (const day of ['2026-04-01', '2026-05-01']) await addDay(database, day);
});
afterAll(() => database.drop());

/** Runs the command's work; gives the lines that it said. */
async function index(name: string, options: Parameters<typeof indexAttribute>[2] = {}): Promise<string[]> {
  const lines: string[] = [];
  const progress = { say: (line: string) => lines.push(line), update: () => {} };
  await indexAttribute({ ...testJob(database, '2026-05-02T00:00:00Z'), progress }, name, options);
  return lines;
}

/** Every index of the partitions over an expression of the slot: partition and definition behind the table's name. */
const partsOf = async (slot: string) => {
  const rows = await database.client<{ partition: string; columns: string; valid: boolean }[]>`
    select p.relname as partition, substring(pg_get_indexdef(i.indexrelid) from 'USING btree (.*)$') as columns,
      i.indisvalid as valid
    from pg_index i join pg_class p on p.oid = i.indrelid
    where p.relname ~ '^customer_profiles_\\d' and pg_get_indexdef(i.indexrelid) ~ ${`\\m${slot}\\M`} order by 1`;
  return [...rows];
};

const months = ['customer_profiles_2026_03', 'customer_profiles_2026_04', 'customer_profiles_2026_05'];
const isIndexed = async (alias: string) => {
  const meaning = (await readCatalogue(database.client)).meanings.find((one) => one.alias === alias);
  return meaning !== undefined && (await attributeIndexes(database.client)).has(attributeIndexName(meaning));
};

describe('indexing an alias', () => {
  it('says what it would do in a dry run, and does nothing', async () => {
    expect(await index('VISITS', { dryRun: true })).toEqual(['would index "VISITS" (FIELD1) in 3 months']);
    expect(await partsOf('field1')).toEqual([]);
  });

  it('indexes every month by day, value as it is compared, and key; once', async () => {
    expect(await index('visits')).toEqual([
      ...months.map((month) => `indexed ${month}`),
      '"VISITS" (FIELD1) is indexed: orders by it read an index.',
    ]);
    const columns = '(profile_date, round(field1, 0), customer_id)';
    expect(await partsOf('field1')).toEqual(months.map((partition) => ({ partition, columns, valid: true })));
    expect(await isIndexed('VISITS')).toBe(true);
    expect(await isIndexed('AMOUNT')).toBe(false);
    expect(await index('VISITS')).toEqual(['"VISITS" (FIELD1) is indexed already.']);
  });

  it.each(['LABEL', 'MEMBER', 'AMOUNT', 'RATIO', 'DAY', 'AT'])('takes %s, whatever its type', async (alias) => {
    expect((await index(alias)).at(-1)).toMatch(/is indexed: orders by it read an index\.$/);
  });

  it('goes on with months that are made later', async () => {
    await addDay(database, '2026-06-01');
    expect((await partsOf('field1')).map(({ partition }) => partition)).toEqual([
      ...months,
      'customer_profiles_2026_06',
    ]);
    expect(await isIndexed('VISITS')).toBe(true);
    expect(await index('VISITS')).toEqual(['"VISITS" (FIELD1) is indexed already.']);
  });

  it('is dropped again, once', async () => {
    expect(await index('VISITS', { drop: true, dryRun: true })).toEqual(['would drop the index of "VISITS" (FIELD1)']);
    expect(await index('VISITS', { drop: true })).toEqual(['dropped the index of "VISITS" (FIELD1)']);
    expect(await partsOf('field1')).toEqual([]);
    expect(await index('VISITS', { drop: true })).toEqual(['"VISITS" (FIELD1) is not indexed.']);
  });

  it('takes up what a killed run left: a part not finished, one not attached', async () => {
    const { client } = database;
    const columns = '(profile_date, (round("field1", 0)), customer_id)';
    await client.unsafe(`create index customer_profiles_by_field1_whole on only facet.customer_profiles ${columns}`);
    for (const month of ['2026_03', '2026_04'])
      await client.unsafe(
        `create index customer_profiles_${month}_by_field1_whole on facet.customer_profiles_${month} ${columns}`,
      );
    await client`update pg_index set indisvalid = false
      where indexrelid = 'facet.customer_profiles_2026_03_by_field1_whole'::regclass`;
    expect(await isIndexed('VISITS')).toBe(false);
    expect((await index('VISITS')).at(-1)).toContain('is indexed');
    expect(await partsOf('field1')).toHaveLength(4);
    expect((await partsOf('field1')).every(({ valid }) => valid)).toBe(true);
  });

  it('waits for the build that a killed run left to PostgreSQL, and takes what it made', async () => {
    const { client } = database;
    await index('VISITS', { drop: true });
    const writer = await client.reserve();
    await writer`begin`;
    await writer`update facet.customer_profiles_2026_03 set unfit = 0`;
    const left = client.unsafe(`
      create index concurrently customer_profiles_2026_03_by_field1_whole on facet.customer_profiles_2026_03
      (profile_date, (round(field1, 0)), customer_id)`);
    const building = left.execute();
    while ((await client`select from pg_stat_progress_create_index`).length === 0);
    const indexed = index('VISITS');
    await delay(1500); // longer than PostgreSQL waits before it looks for a deadlock
    await writer`commit`;
    writer.release();
    await building;
    expect((await indexed).at(-1)).toContain('is indexed');
    expect((await partsOf('field1')).every(({ valid }) => valid)).toBe(true);
    expect(await partsOf('field1')).toHaveLength(4);
  });

  it('drops what a killed run left', async () => {
    const { client } = database;
    await index('VISITS', { drop: true });
    await client`create index customer_profiles_by_field1_whole on only facet.customer_profiles (profile_date)`;
    for (const _ of ['with its parent', 'without']) {
      await client`create index customer_profiles_2026_03_by_field1_whole on facet.customer_profiles_2026_03 (field1)`;
      expect(await index('VISITS', { drop: true })).toEqual(['dropped the index of "VISITS" (FIELD1)']);
      expect(await partsOf('field1')).toEqual([]);
    }
  });

  const manyBytes = `(select string_agg(chr(19968 + (n * 7919 + i) % 20000), '') from generate_series(1, $1::int) as marks (i))`;

  it('takes texts of any length by their beginnings, and goes on taking them', async () => {
    const { client } = database;
    const write = (n: number) =>
      client.unsafe(
        `insert into facet.customer_profiles (customer_id, profile_date, load_id, str1)
        select 'long ' || n, '2026-03-01', 1, ${manyBytes} from (values (${n})) as numbers (n)`,
        [20_000],
      );
    await index('LABEL', { drop: true });
    await write(1);
    expect((await index('LABEL')).at(-1)).toContain('is indexed');
    expect((await partsOf('str1'))[0]?.columns).toBe('(profile_date, "left"(str1, 500), customer_id)');
    await write(2);
    await client`delete from facet.customer_profiles where customer_id like 'long%'`;
  });

  it('leaves nothing and says why where PostgreSQL refuses to build', async () => {
    const { client } = database;
    await index('LABEL', { drop: true });
    // A key and a beginning that together are more than an entry holds.
    await client.unsafe(
      `insert into facet.customer_profiles (customer_id, profile_date, load_id, str1)
      select text, '2026-04-01', 1, text from (select 0 as n) as numbers, lateral (select ${manyBytes} as text) as texts`,
      [600],
    );
    await expect(index('LABEL')).rejects.toThrow(
      /^"LABEL" \(STR1\) could not be indexed, and nothing of the index is left: index row size \d+ exceeds .*\.$/,
    );
    expect(await partsOf('str1')).toEqual([]);
    expect(await isIndexed('LABEL')).toBe(false);
    expect(await index('LABEL', { drop: true })).toEqual(['"LABEL" (STR1) is not indexed.']);
    await client`delete from facet.customer_profiles where length(customer_id) > 500`;
    expect((await index('LABEL')).at(-1)).toContain('is indexed');
  });

  it('knows no unknown name', async () => {
    await expect(index('VISIT')).rejects.toThrow('There is no alias "VISIT". Did you mean "VISITS"?');
  });
});
