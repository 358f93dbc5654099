import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { openClient, type Sql } from '../../src/db/client.js';
import { createDoor } from '../../src/db/door.js';
import type { DoorOptions } from '../../src/db/doorTypes.js';
import { createPreparedTexts } from '../../src/db/preparedTexts.js';
import { applyRowRights } from '../../src/db/rowRights/applyRowRights.js';
import type { RowRights } from '../../src/db/rowRights/rights.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openForeign } from '../support/openForeign.js';

let database: TestDatabase;
let rights: RowRights;
let client: Sql;

beforeAll(async () => {
  database = await cloneDatabase();
  const { role, searchPath } = await applyRowRights(database.client);
  rights = { role, searchPath, apps: ['alpha'], brands: null };
  await database.client`
    insert into facet.customers (customer_id, app, source_records, load_id)
    select 'c' || n, case when n % 3 = 0 then 'alpha' else 'beta' end, 1, 0 from generate_series(1, 300) as n`;
});
afterAll(() => database.drop());

beforeEach(() => {
  client = openClient(database.target, { max: 1, prepare: true });
});
afterEach(() => client.end({ timeout: 1 }));

interface State {
  readonly pid: number;
  readonly isSelf: boolean;
  readonly schemas: string;
  readonly apps: string | null;
  readonly count: number;
}

/** Narrows nothing itself. */
const state = sql`
  select pg_backend_pid() as pid, current_user = session_user as "isSelf", current_schemas(false)::text as schemas, current_setting('facet.apps', true) as apps,
    (select count(*)::int from facet.customers) as count`;

const read = async (options: DoorOptions = {}): Promise<State> => {
  const [found] = await createDoor(client, options).query<State>(state);
  if (found === undefined) throw new Error('no row');
  return found;
};

const free = { isSelf: true, count: 300 };
const narrowed = { isSelf: false, count: 100, apps: '{"alpha"}' };

describe('a connection', () => {
  it('is the user again for whoever comes next', async () => {
    const first = await read();
    expect(first).toMatchObject(free);
    const { schemas } = first;
    expect(await read({ rights })).toMatchObject({ ...narrowed, schemas, pid: first.pid });
    expect(await read()).toMatchObject({ ...free, apps: '', pid: first.pid });
    expect(await read({ rights: { ...rights, apps: ['beta'] } })).toMatchObject({ count: 200, pid: first.pid });
    expect(await read({ rights: { ...rights, apps: null, brands: [] } })).toMatchObject({ count: 300, apps: '*' });
    expect(await read()).toMatchObject({ ...free, pid: first.pid });
  });

  it('is not used again where a statement fails on it', async () => {
    const { pid } = await read();
    const door = createDoor(client, { rights });
    await expect(door.query(sql`select 1 / (select 0) as n from facet.customers`)).rejects.toMatchObject({
      code: '22012',
    });
    await expect(door.query(sql`select * from facet.activity`)).rejects.toMatchObject({ code: '42501' });
    const after = await read();
    expect(after).toMatchObject({ ...free, apps: null });
    expect(after.pid).not.toBe(pid);
  });

  it('is not used again where the role cannot be taken on, and nothing is read', async () => {
    const rows: object[] = [];
    const onRow = (row: object): void => void rows.push(row);
    const unknown = { ...rights, role: 'nobody_of_this_name' };
    await expect(read({ rights: unknown, onRow })).rejects.toMatchObject({ code: '22023' });
    expect(rows).toEqual([]);
    expect(await read()).toMatchObject(free);
  });

  it('is not used again where its client has left', async () => {
    const { pid } = await read();
    const leaver = new AbortController();
    const asked = createDoor(client, { rights, signal: leaver.signal }).query(sql`select pg_sleep(20)::text as slept`);
    setTimeout(() => leaver.abort(new Error('left')), 50);
    await expect(asked).rejects.toThrow('left');
    const after = await read();
    expect(after).toMatchObject(free);
    expect(after.pid).not.toBe(pid);
  });

  it('is not used again where the answer becomes too large', async () => {
    let rows = 0;
    const onRow = (): void => {
      rows += 1;
      if (rows > 10) throw new Error('too large');
    };
    const door = createDoor(client, { rights, onRow });
    await expect(door.query(sql`select customer_id from facet.customers`)).rejects.toThrow('too large');
    expect(rows).toBe(11);
    expect(await read()).toMatchObject(free);
  });
});

describe('a prepared statement', () => {
  const all = sql`select * from facet.customers where customer_id = any(${sql.param(['c1', 'c3'])}::text[])`;

  it('is planned for the role that runs it', async () => {
    const prepared = createPreparedTexts();
    const count = async (options: DoorOptions): Promise<number> =>
      (await createDoor(client, { prepared, ...options }).query(all, { genericPlan: true })).length;
    const beta = { ...rights, apps: ['beta'] };
    for (let n = 0; n < 10; n += 1)
      expect([await count({}), await count({ rights }), await count({ rights: beta })]).toEqual([2, 1, 1]);
  });

  it('is asked again within a transaction of its own where its table has changed', async () => {
    const prepared = createPreparedTexts();
    const keys = async (): Promise<unknown[]> =>
      (await createDoor(client, { prepared, rights }).query<{ customer_id: string }>(all)).map(
        (row) => row.customer_id,
      );
    for (let n = 0; n < 3; n += 1) expect(await keys()).toEqual(['c3']);
    // The plan of a connection cannot change what it gives: the driver then asks again by itself, behind the transaction.
    await database.client`alter table facet.customers add column of_a_test int`;
    expect(await keys()).toEqual(['c3']);
    expect(await read()).toMatchObject(free);
    await database.client`alter table facet.customers drop column of_a_test`;
  });
});

describe('other ways to the database', () => {
  it('narrow behind a pooler, with the settings of each statement', async () => {
    const settings = { statement_timeout: '300' };
    expect(await read({ rights, settings })).toMatchObject(narrowed);
    const door = createDoor(client, { rights, settings });
    await expect(door.query(sql`select pg_sleep(5)::text as slept`)).rejects.toMatchObject({ code: '57014' });
    expect(await read({ settings })).toMatchObject(free);
  });

  it('narrow on a client that is not ours', async () => {
    const theirs = openForeign(database, { max: 1 });
    try {
      const asked = async (options: DoorOptions) => (await createDoor(theirs, options).query<State>(state))[0];
      expect(await asked({ rights })).toMatchObject(narrowed);
      expect(await asked({})).toMatchObject(free);
    } finally {
      await theirs.end();
    }
  });
});
