import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { distributeCommand } from '../../../src/cli/distribution/distribute.js';
import { placements } from '../../../src/distribution/placements.js';
import { plainDatabase, type TestDatabase } from '../../support/database.js';
import { openUrl } from '../../support/openUrl.js';
import { addCustomers } from '../../support/sample.js';
import { runInProcess, type Outcome } from '../inProcess.js';

let database: TestDatabase;
let door: Awaited<ReturnType<typeof openUrl>>;
beforeAll(async () => {
  database = await plainDatabase();
  door = await openUrl(database);
  await addCustomers(database, [{ id: 'A' }, { id: 'B' }]);
});
afterAll(async () => {
  door.close();
  await database.drop();
});

const facet = (...args: string[]): Promise<Outcome> =>
  runInProcess(distributeCommand(), args, { DATABASE_URL: door.url });

describe('facet distribute on an ordinary PostgreSQL', () => {
  it('is refused in a sentence that says what an administrator can run', async () => {
    expect(await facet()).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'facet: This database has no Citus: its extension, version 13 or later, is needed on the coordinator and on every worker. ' +
        'A superuser can run: create extension citus; then select citus_add_node(HOST, PORT); for each worker.\n',
    });
  });

  it('prints with --dry-run what it would run, in its order, and runs nothing', async () => {
    const { code, stdout, stderr } = await facet('--dry-run', '--shards', '64');
    expect([code, stderr]).toEqual([0, '']);
    const statements = stdout.split('\n').filter((line) => !line.startsWith('--'));
    const placing = statements.filter((line) => /create_(reference|distributed)_table/.test(line));
    expect(placing).toHaveLength(Object.values(placements).filter(({ kind }) => kind !== 'local').length);
    expect(placing[0]).toBe("select create_reference_table('facet.industries');");
    expect(placing).toContain(
      "select create_distributed_table('facet.customers', 'customer_id', colocate_with => 'none', shard_count => 64);",
    );
    expect(placing.at(-1)).toBe(
      "select create_distributed_table('facet.metric_base_rows', 'entity_id', colocate_with => 'facet.customers');",
    );
    const start = statements.indexOf('begin;');
    expect(statements.slice(start, start + 4)).toEqual([
      'begin;',
      'drop trigger tell_change on facet.campaigns;',
      "select create_reference_table('facet.campaigns');",
      'commit;',
    ]);
    expect(statements).toContain("select create_distributed_function('facet.folded(text)');");
    // Of filled tables alone.
    expect(statements.filter((line) => line.includes('truncate'))).toEqual([
      "select truncate_local_data_after_distributing_table('facet.customers');",
    ]);
    const [kept] = await database.client`select count(*)::int as triggers from pg_trigger where tgname = 'tell_change'`;
    expect(kept?.['triggers']).toBeGreaterThan(4);
  });

  it('counts a table of somebody else, whatever its name is', async () => {
    await database.client.unsafe('create table facet."a.b ""c" (n int); insert into facet."a.b ""c" values (1)');
    const { stdout } = await facet('--status');
    const row = stdout.split('\n').find((line) => line.startsWith('a.b "c'));
    await database.client.unsafe('drop table facet."a.b ""c"');
    expect(row?.split('\t').slice(1)).toEqual(['local', 'local', '0', '1', '8192', 'not a table of Facet']);
  });

  it('shows with --status where tables are to lie, and that they do not yet', async () => {
    const { code, stdout, stderr } = await facet('--status');
    expect([code, stderr]).toEqual([0, '37 tables do not lie as they are to.\n']);
    const rows = stdout.split('\n').map((line) => line.split('\t'));
    expect(rows[0]).toEqual(['table', 'wanted', 'found', 'shards', 'rows', 'bytes', 'why']);
    const customers = rows.find(([table]) => table === 'customers');
    expect(customers?.slice(0, 5)).toEqual(['customers', 'distributed by customer_id', 'local', '0', '2']);
    expect(Number(customers?.[5])).toBeGreaterThan(8191);
    expect(rows.find(([table]) => table === 'person_key')?.slice(1, 5)).toEqual(['local', 'local', '0', '1']);
  });

  it('is refused for tables of somebody else', async () => {
    const { client } = database;
    const [own] = await client<{ name: string }[]>`select current_database() as name`;
    const stranger = `stranger_of_${own?.name}`;
    await client`create role ${client(stranger)} login password 'x'`;
    try {
      await client`grant usage on schema facet to ${client(stranger)}`;
      await client`grant select on facet.migrations to ${client(stranger)}`;
      const url = new URL(door.url);
      url.username = stranger;
      url.password = 'x';
      const outcome = await runInProcess(distributeCommand(), ['--dry-run'], { DATABASE_URL: url.href });
      expect(outcome.code).toBe(1);
      expect(outcome.stderr).toMatch(
        /^facet: The database user may not distribute accounts, activity, .*, validation_thresholds: run this as their owner \(.+\), or as a superuser\.\n$/,
      );
    } finally {
      await client`drop owned by ${client(stranger)}`;
      await client`drop role ${client(stranger)}`;
    }
  });
});
