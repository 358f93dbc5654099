import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readConfig } from '../../../src/config.js';
import { runEnrich } from '../../../src/enrichment/runEnrich.js';
import type { Job } from '../../../src/db/job.js';
import { runBuild } from '../../../src/ingest/build/runBuild.js';
import { formatBuildReport } from '../../../src/ingest/build/buildReport.js';
import { explainCustomer } from '../../../src/ingest/link/index.js';
import { importFixture, type ImportFixture } from '../import/importFixture.js';

let fixture: ImportFixture;
beforeAll(async () => {
  fixture = await importFixture();
});
beforeEach(async () => {
  await fixture.client`
    truncate facet.unified_customers, facet.customers, facet.customer_identifiers, facet.unified_scores, facet.activity,
      facet.unified_itemized_transactions, facet.unified_transactions, facet.import_files, facet.loads`;
});
afterAll(() => fixture.drop());

const rows = (query: string): Promise<unknown[]> => fixture.client.unsafe(query).values();

const job = (): Job => ({ ...fixture.job, config: readConfig({}) });

const people = {
  file: 'people.csv',
  target: 'unified_customers',
  columns: { datasource: 'source', pk: 'key', email: 'mail', phone: 'phone', fk_shop: 'shop' },
};
const lines = {
  file: 'lines.csv',
  target: 'unified_itemized_transactions',
  columns: {
    source_customer_id: 'who',
    source_namespace: { constant: 'shop' },
    order_id: 'order',
    line_id: 'line',
    order_datetime: 'at',
    item_quantity: { constant: '1' },
    item_revenue: 'paid',
  },
};
const events = {
  file: 'events.csv',
  target: 'activity',
  columns: { source_customer_id: 'who', source_namespace: { constant: 'shop' }, event_id: 'id', time: 'at' },
};

/** Two persons: Ann by shop and newsletter, Bob by the shop alone. */
async function importAll(): Promise<void> {
  await fixture.write(
    'people.csv',
    'source,key,mail,phone,shop\nshop,1,ann@x.example,,K1\nnews,a,ANN@x.example,,\nshop,2,,030 123456,K2\n',
  );
  await fixture.write(
    'lines.csv',
    'who,order,line,at,paid\nK1,o1,1,2026-01-01T00:00:00Z,10\nK1,o1,2,2026-01-01T00:00:00Z,5\nK2,o2,1,2026-01-02T00:00:00Z,7\nK9,o3,1,2026-01-03T00:00:00Z,1\n',
  );
  await fixture.write('events.csv', 'who,id,at\nK1,e1,2026-01-01T00:00:00Z\nK9,e2,2026-01-01T00:00:00Z\n');
  await fixture.run([people, lines, events]);
}

/** Each table's rows by whose they are, a customer being told by its first record. */
async function whose(): Promise<Record<string, unknown[]>> {
  const named = `(select min(datasource || ' ' || pk) from facet.unified_customers u where u.customer_id = t.customer_id and t.customer_id <> '')`;
  return {
    customers: await rows(`select ${named}, email, source_records from facet.customers t order by 1`),
    lines: await rows(`select order_id, line_id, ${named} from facet.unified_itemized_transactions t order by 1, 2`),
    orders: await rows(`select order_id, ${named}, order_revenue from facet.unified_transactions t order by 1`),
    events: await rows(`select event_id, ${named} from facet.activity t order by 1`),
  };
}

const built = {
  customers: [
    ['news a', 'ann@x.example', 2],
    ['shop 2', null, 1],
  ],
  lines: [
    ['o1', '1', 'news a'],
    ['o1', '2', 'news a'],
    ['o2', '1', 'shop 2'],
    ['o3', '1', null],
  ],
  orders: [
    ['o1', 'news a', '15'],
    ['o2', 'shop 2', '7'],
    ['o3', null, '1'],
  ],
  events: [
    ['e1', 'news a'],
    ['e2', null],
  ],
};

describe('a build', () => {
  it('links records that wait, and lines, orders and events follow their foreign keys', async () => {
    await importAll();
    expect((await whose())['customers']).toEqual([]);
    const report = await runBuild(job());
    expect(report).toMatchObject({ linked: { linked: 3, moved: 0, pairs: 1 }, events: 1 });
    expect(await whose()).toEqual(built);
    expect(await rows(`select system, value from facet.customer_identifiers order by 1, 2`)).toEqual([
      ['email', 'ANN@x.example'],
      ['email', 'ann@x.example'],
      ['fk_shop', 'K1'],
      ['fk_shop', 'K2'],
      ['news', 'a'],
      ['phone', '030 123456'],
      ['shop', '1'],
      ['shop', '2'],
    ]);
    const [load] =
      await fixture.client`select kind, finished_at is not null as finished, result from facet.loads where kind = 'build' order by load_id desc limit 1`;
    expect(load).toMatchObject({
      kind: 'build',
      finished: true,
      result: { linked: 3, large: 0, between: 0, bad: 0, events: 1 },
    });
    expect(JSON.stringify(load)).not.toContain('x.example');
  });

  it('writes nothing a second time, not even a load', async () => {
    await importAll();
    await runBuild(job());
    const loads = await rows('select * from facet.loads');
    expect(await runBuild(job())).toBeUndefined();
    expect(await rows('select * from facet.loads')).toEqual(loads);
    const tables = [
      'unified_customers',
      'customers',
      'customer_identifiers',
      'unified_itemized_transactions',
      'unified_transactions',
      'activity',
      'unified_scores',
    ];
    const versions = () =>
      Promise.all(tables.map((name) => rows(`select xmin::text, t::text from facet.${name} t order by 2`)));
    const before = await versions();
    const again = await runBuild(job(), { all: true });
    expect(again?.tables.map(({ changed }) => changed)).toEqual([0, 0, 0]);
    expect(await versions()).toEqual(before);
  });

  it('does only what depends on what has changed', async () => {
    await importAll();
    await runBuild(job());
    await fixture.write('lines.csv', 'who,order,line,at,paid\nK2,o4,1,2026-01-05T00:00:00Z,3\n');
    await fixture.run([lines]);
    const ofLines = await runBuild(job());
    expect([ofLines?.linked, ofLines?.tables]).toEqual([
      undefined,
      [{ table: 'unified_transactions', rows: 4, changed: 0 }],
    ]);
    await fixture.write('events.csv', 'who,id,at\nK2,e3,2026-01-01T00:00:00Z\n');
    await fixture.run([events]);
    const ofEvents = await runBuild(job());
    expect([ofEvents?.linked, ofEvents?.tables]).toEqual([undefined, []]);
    expect(await runBuild(job())).toBeUndefined();
    await fixture.write('people.csv', 'source,key,mail,phone,shop\nnews,b,,030123456,\n');
    await fixture.run([people]);
    const ofPeople = await runBuild(job());
    expect(ofPeople).toMatchObject({ linked: { linked: 1, moved: 0, pairs: 1 }, merged: { count: 0 } });
    expect(ofPeople?.tables).toHaveLength(3);
    // Ann's newsletter gets Bob's number, so that they are one.
    const [bob, ann] = await rows('select customer_id from facet.customers order by email nulls first');
    await fixture.write('people.csv', 'source,key,mail,phone,shop\nnews,a,ann@x.example,030123456,\n');
    await fixture.run([people]);
    const ofOne = await runBuild(job());
    const gone = { count: 1, examples: [`${String(bob)} → ${String(ann)}`] };
    expect(ofOne).toMatchObject({ linked: { linked: 0, moved: 2 }, merged: gone });
    expect(formatBuildReport(ofOne as NonNullable<typeof ofOne>)).toContain(
      `warning: customers are gone whose identifiers others have now: 1, for example ${gone.examples[0]}`,
    );
  });

  it('is made again by other settings', async () => {
    await importAll();
    await runBuild(job());
    const { config } = job();
    const other = { ...job(), config: { ...config, linking: { ...config.linking, by: [] } } };
    expect(await runBuild(other)).toMatchObject({ linked: { moved: 1 } });
    expect((await whose())['customers']).toHaveLength(3);
  });

  it('does everything in a dry run, and takes it back', async () => {
    await importAll();
    const report = await runBuild(job(), { dryRun: true });
    expect(report).toMatchObject({ dryRun: true, linked: { linked: 3 } });
    expect(formatBuildReport(report as NonNullable<typeof report>)).toEqual([
      'source records: 3 records got a customer, 0 another one; 1 pair written',
      'activity: 1 event followed a foreign key to another customer',
      'customers: 2 rows, 2 new, changed or gone',
      'customer_identifiers: 8 rows, 8 new, changed or gone',
      'unified_transactions: 3 rows, 4 new, changed or gone',
      'transaction_attributes_extended: 2 rows new, changed or gone',
      'customer_attributes: 2 rows new, changed or gone',
      'Dry run: nothing was written.',
    ]);
    expect((await whose())['customers']).toEqual([]);
    expect(await rows(`select kind from facet.loads where kind = 'build'`)).toEqual([]);
  });

  it('is made once where two are asked for at the same time', async () => {
    await importAll();
    const reports = await Promise.all([runBuild(job()), runBuild(job())]);
    expect(reports.filter((report) => report !== undefined)).toHaveLength(1);
    expect(await whose()).toEqual(built);
    expect(await rows(`select count(*)::int from facet.loads where kind = 'build'`)).toEqual([[1]]);
  });

  it('that fails leaves nothing behind, and the next one does it all', async () => {
    await importAll();
    // The third step fails: an order that cannot be written.
    await fixture.client`alter table facet.unified_transactions add constraint full_disk check (order_id <> 'o2' or customer_id = '')`;
    const before = await whose();
    await expect(runBuild(job())).rejects.toThrow('full_disk');
    expect(await whose()).toEqual(before);
    expect(await rows(`select kind from facet.loads where kind = 'build'`)).toEqual([]);
    await fixture.client`alter table facet.unified_transactions drop constraint full_disk`;
    await runBuild(job());
    expect(await whose()).toEqual(built);
  });

  it('works out the attributes of what a build has left to another run, or was stopped before', async () => {
    await importAll();
    await runBuild(job());
    const revenue = async () =>
      Object.fromEntries(
        (await rows(
          `select u.pk, t.lifetime_order_revenue::text from facet.transaction_attributes_extended t
          join facet.unified_customers u on u.customer_id = t.customer_id and u.datasource = 'shop'`,
        )) as [string, string][],
      );
    expect(await revenue()).toEqual({ 1: '15', 2: '7' });
    const order = (id: string) => `who,order,line,at,paid\nK2,${id},1,2026-01-05T00:00:00Z,3\n`;
    await fixture.write('lines.csv', order('o4'));
    await fixture.run([lines]);
    await runBuild(job(), { onlyLinking: true });
    expect(await revenue()).toMatchObject({ 2: '7' });
    expect(await runBuild(job())).toMatchObject({ tables: [], attributes: { transactions: 1 } });
    expect(await revenue()).toMatchObject({ 2: '10' });
    expect(await runBuild(job())).toBeUndefined();
    // Stopped between the two transactions.
    await fixture.write('lines.csv', order('o5'));
    await fixture.run([lines]);
    const table = 'alter table facet.transaction_attributes_extended';
    await fixture.client.unsafe(`${table} add constraint full_disk check (lifetime_order_revenue < 13) not valid`);
    await expect(runBuild(job())).rejects.toThrow('full_disk');
    await fixture.client.unsafe(`${table} drop constraint full_disk`);
    expect(await runBuild(job())).toMatchObject({ tables: [], attributes: { transactions: 1 } });
    expect(await revenue()).toMatchObject({ 2: '13' });
    expect(await runBuild(job())).toBeUndefined();
  });

  it('works out attributes again where they are of a later day than yesterday, and where a consent has come', async () => {
    await importAll();
    await runBuild(job());
    const { client } = fixture;
    const dayLater = { ...job(), now: new Date(job().now.getTime() + 86_400_000) };
    await runBuild(dayLater);
    const asOf = () => rows('select distinct as_of::text from facet.transaction_attributes_extended');
    const later = await asOf();
    await fixture.write('lines.csv', 'who,order,line,at,paid\nK2,o4,1,2026-01-05T00:00:00Z,3\n');
    await fixture.run([lines]);
    expect(await runBuild(job())).toMatchObject({ attributes: { transactions: 1 } });
    expect([await asOf(), await runBuild(job())]).toEqual([later, undefined]);
    const contactable = () =>
      rows(`select distinct contactable_email from facet.customer_attributes a join facet.customers c using (customer_id)
        where c.email = 'ann@x.example'`);
    expect(await contactable()).toEqual([[true]]);
    await fixture.write('consent.csv', 'mail,no\nann@x.example,false\n');
    await fixture.run([
      { file: 'consent.csv', target: 'email_opt_status', columns: { email: 'mail', is_email_opted_in: 'no' } },
    ]);
    expect(await runBuild(job())).toMatchObject({ tables: [], attributes: { customers: 1 } });
    expect(await contactable()).toEqual([[false]]);
    await client`truncate facet.email_opt_status`;
  });

  it('for linking alone leaves a database without linked records as it is', async () => {
    await fixture.client`insert into facet.customers (customer_id, source_records, load_id) values ('C1', 0, 0)`;
    await fixture.client`insert into facet.unified_customers (customer_id, datasource, pk, load_id) values ('C2', 'shop', '1', 0)`;
    expect(await runBuild(job(), { onlyLinking: true })).toBeUndefined();
    expect(await rows('select customer_id from facet.customers')).toEqual([['C1']]);
    await runBuild(job());
    expect(await rows('select customer_id from facet.customers')).toEqual([['C2']]);
  });
});

describe('an import', () => {
  it('after a build leaves what is linked where it is, and overlapping files change nothing', async () => {
    await importAll();
    await runBuild(job());
    await fixture.client`delete from facet.import_files`;
    const { files } = await fixture.run([people, lines, events]);
    expect(files.map(({ rowsWritten }) => rowsWritten)).toEqual([0, 0, 0]);
    expect(await whose()).toEqual(built);
    expect(await runBuild(job())).toBeUndefined();
  });

  it('attaches new lines of a person who is known, and the others wait', async () => {
    await importAll();
    await runBuild(job());
    await fixture.write(
      'lines.csv',
      'who,order,line,at,paid\nK2,o4,1,2026-01-05T00:00:00Z,3\nK8,o5,1,2026-01-05T00:00:00Z,3\n',
    );
    await fixture.run([lines]);
    expect((await whose())['orders']).toEqual([...built.orders, ['o4', 'shop 2', '3'], ['o5', null, '3']]);
    await fixture.write('people.csv', 'source,key,mail,phone,shop\nnews,a,ANN@x.example,,K8\n');
    await fixture.run([people]);
    expect((await whose())['orders']).toEqual([...built.orders, ['o4', 'shop 2', '3'], ['o5', 'news a', '3']]);
  });

  it("that moves a foreign key moves its lines and orders; a key of several customers is nobody's", async () => {
    await importAll();
    await runBuild(job());
    // Bob's key goes to Ann's newsletter record.
    await fixture.write('people.csv', 'source,key,mail,phone,shop\nnews,a,ann@x.example,,K2\nshop,2,,030 123456,\n');
    await fixture.run([people]);
    await runBuild(job());
    expect((await whose())['orders']).toEqual([
      ['o1', 'news a', '15'],
      ['o2', 'news a', '7'],
      ['o3', null, '1'],
    ]);
    // Given customers may share a key.
    await fixture.write('given.csv', 'id,shop\nC1,K9\nC2,K9\n');
    const given = {
      file: 'given.csv',
      target: 'unified_customers',
      columns: { customer_id: 'id', datasource: { constant: 'crm' }, pk: 'id', fk_shop: 'shop' },
    };
    await fixture.run([given]);
    await runBuild(job());
    expect((await whose())['orders']).toContainEqual(['o3', null, '1']);
    await fixture.write('given.csv', 'id,shop\nC1,K9\nC2,\n');
    await fixture.run([given]);
    expect((await whose())['orders']).toContainEqual(['o3', 'crm C1', '1']);
  });

  it('that gives the customer ends linking for its records, and its lines follow no more', async () => {
    await importAll();
    await runBuild(job());
    await fixture.write('people.csv', 'id,source,key,mail,phone,shop\nC7,shop,1,ann@x.example,,K1\n');
    await fixture.run([{ ...people, columns: { ...people.columns, customer_id: 'id' } }]);
    await fixture.write('lines.csv', 'who,order,line,at,paid\nZ,o2,1,2026-01-02T00:00:00Z,7\n');
    const { source_namespace: _, ...given } = lines.columns;
    await fixture.run([{ ...lines, columns: { ...given, customer_id: 'who' } }]);
    await runBuild(job());
    expect(
      await rows(`select customer_id, is_linked from facet.unified_customers where datasource = 'shop' and pk = '1'`),
    ).toEqual([['C7', false]]);
    // The newsletter shares the e-mail, so it is C7's, too.
    expect(await rows(`select customer_id, source_records from facet.customers where customer_id = 'C7'`)).toEqual([
      ['C7', 2],
    ]);
    expect(
      await rows(
        `select order_id, customer_id, source_namespace from facet.unified_itemized_transactions where order_id < 'o3' order by order_id, line_id`,
      ),
    ).toEqual([
      ['o1', 'C7', 'shop'],
      ['o1', 'C7', 'shop'],
      ['o2', 'Z', null],
    ]);
  });

  it('that gives the customer of a record keeps what it does not map, of the record and of its lines', async () => {
    await importAll();
    await runBuild(job());
    await fixture.write('crm.csv', 'id,source,key,first\nC1,shop,1,Ann\nC2,shop,2,Bob\n');
    await fixture.run([
      {
        file: 'crm.csv',
        target: 'unified_customers',
        columns: { customer_id: 'id', datasource: 'source', pk: 'key', given_name: 'first' },
      },
    ]);
    const records = () =>
      rows(`select customer_id, pk, given_name, email, phone, foreign_keys::text, is_linked
        from facet.unified_customers where datasource = 'shop' order by pk`);
    const kept = [
      ['C1', '1', 'Ann', 'ann@x.example', null, '{"shop": "K1"}', false],
      ['C2', '2', 'Bob', null, '030 123456', '{"shop": "K2"}', false],
    ];
    expect(await records()).toEqual(kept);
    await fixture.write('costs.csv', 'id,order,line,at,cost\nC9,o2,1,2026-01-02T00:00:00Z,4\n');
    await fixture.run([
      {
        file: 'costs.csv',
        target: 'unified_itemized_transactions',
        columns: { customer_id: 'id', order_id: 'order', line_id: 'line', order_datetime: 'at', item_cost: 'cost' },
      },
    ]);
    expect(
      await rows(`select customer_id, source_customer_id, source_namespace, item_revenue::text, item_cost::text
        from facet.unified_itemized_transactions where order_id = 'o2'`),
    ).toEqual([['C9', 'K2', null, '7', '4']]);
    // Read once more, nothing moves.
    await fixture.client`delete from facet.import_files`;
    const { files } = await fixture.run([
      { file: 'crm.csv', target: 'unified_customers', columns: { customer_id: 'id', datasource: 'source', pk: 'key' } },
    ]);
    expect([files[0]?.rowsWritten, await records()]).toEqual([0, kept]);
  });

  it("takes lines whose key is too long with that of the customer whom they follow, and they are nobody's", async () => {
    const long = (letter: string) =>
      Array.from({ length: 400 }, (_, n) => letter + ((n * 7919) % 997).toString(36))
        .join('')
        .slice(0, 1000);
    await importAll();
    await fixture.write(
      'lines.csv',
      `who,order,line,at,paid\nK5,${long('o')},${long('l')},2026-01-05T00:00:00Z,3\nK5,o5,1,2026-01-05T00:00:00Z,3\n`,
    );
    await fixture.run([lines]);
    await fixture.write('given.csv', `id,shop\n${long('C')},K5\n`);
    const columns = { customer_id: 'id', datasource: { constant: 'crm' }, pk: { constant: '1' }, fk_shop: 'shop' };
    await fixture.run([{ file: 'given.csv', target: 'unified_customers', columns }]);
    const found = () =>
      rows(`select left(order_id, 2), length(customer_id) from facet.unified_itemized_transactions
        where source_customer_id = 'K5' order by 1 desc`);
    const expected = [
      [long('o').slice(0, 2), 0],
      ['o5', 1000],
    ].toSorted(([one], [other]) => (String(one) < String(other) ? 1 : -1));
    expect(await found()).toEqual(expected);
    await fixture.client`delete from facet.import_files`;
    await fixture.run([lines]);
    await runBuild(job());
    expect(await found()).toEqual(expected);
  });

  it('that gives the customers of all records leaves no pair of what was linked', async () => {
    const given = { ...people, columns: { ...people.columns, customer_id: 'id' } };
    await fixture.write('people.csv', 'source,key,mail,phone,shop\nshop,1,ann@x.example,,\nnews,a,ann@x.example,,\n');
    await fixture.run([people]);
    await runBuild(job());
    expect(await rows('select pk1, pk2 from facet.unified_scores')).toEqual([['a', '1']]);
    await fixture.write(
      'people.csv',
      'id,source,key,mail,phone,shop\nC1,shop,1,ann@x.example,,\nC1,news,a,ann@x.example,,\n',
    );
    await fixture.run([given]);
    expect(await runBuild(job())).toMatchObject({ linked: { linked: 0, moved: 0, pairs: 1 } });
    expect(await rows('select pk1, pk2 from facet.unified_scores')).toEqual([]);
    expect(await runBuild(job())).toBeUndefined();
  });

  it('without a customer leaves those that a source gave before, and keeps foreign keys of other namespaces', async () => {
    const given = { ...people, columns: { ...people.columns, customer_id: 'id' } };
    await fixture.write('people.csv', 'id,source,key,mail,phone,shop\nC1,shop,1,ann@x.example,,K1\n');
    await fixture.run([given]);
    await fixture.write('more.csv', 'source,key,till,loyal\nshop,1,T1,\nshop,2,,L2\n');
    await fixture.run([
      {
        file: 'more.csv',
        target: 'unified_customers',
        columns: { datasource: 'source', pk: 'key', fk_till: 'till', loyalty_id: 'loyal' },
      },
    ]);
    expect(
      await rows(
        `select customer_id, pk, is_linked, foreign_keys::text, email from facet.unified_customers order by pk`,
      ),
    ).toEqual([
      ['C1', '1', false, '{"shop": "K1", "till": "T1"}', 'ann@x.example'],
      ['', '2', true, '{}', null],
    ]);
    await fixture.write('more.csv', 'source,key,till,loyal\nshop,1,,\n');
    await fixture.run([
      { file: 'more.csv', target: 'unified_customers', columns: { datasource: 'source', pk: 'key', fk_till: 'till' } },
    ]);
    expect(await rows(`select foreign_keys::text from facet.unified_customers where pk = '1'`)).toEqual([
      ['{"shop": "K1"}'],
    ]);
  });

  it.each([
    [
      { ...people, columns: { ...people.columns, fk_Shop: 'shop' } },
      'columns: "fk_Shop" is no foreign key: fk_ and a namespace of small letters',
    ],
    [
      { ...lines, columns: { ...lines.columns, customer_id: 'who' } },
      'columns: customer_id and source_namespace are both mapped',
    ],
    [
      { ...lines, columns: { order_id: 'order', order_datetime: 'at', source_namespace: { constant: 'shop' } } },
      'columns: source_namespace says what kind of key source_customer_id is, to which nothing is mapped',
    ],
    [
      { ...people, columns: { ...people.columns, is_linked: 'shop' } },
      'columns: unified_customers has no column "is_linked"',
    ],
  ])('of %j is refused', async (entry, sentence) => {
    await importAll();
    expect(await fixture.failure([entry])).toContain(sentence);
  });

  it('rejects a namespace that is none, and a record without a customer where the customer is mapped', async () => {
    await importAll();
    await fixture.write('lines.csv', 'who,order,line,at,paid\nK1,o7,1,2026-01-01T00:00:00Z,10\n');
    const { files } = await fixture.run([
      { ...lines, columns: { ...lines.columns, source_namespace: { constant: 'fk shop' } } },
    ]);
    expect(files[0]?.rejects).toMatchObject([
      { value: 'fk shop', reason: 'is no namespace of foreign keys; that of fk_shop is shop' },
    ]);
    await fixture.write('people.csv', 'id,source,key,mail,phone,shop\n,shop,9,,,\n');
    const given = await fixture.run([{ ...people, columns: { ...people.columns, customer_id: 'id' } }]);
    expect(given.files[0]?.rejects).toMatchObject([{ reason: 'is empty, and customer_id must be known' }]);
  });
});

it('an event that follows a key to another customer is counted for that one when its day is enriched again', async () => {
  await importAll();
  await runBuild(job());
  const enriched = async () => {
    await runEnrich(job(), { asOf: '2026-01-10' });
    return rows(`
      select min(u.pk) as pk, e.activity_count::int from facet.enriched_customers e
      join facet.unified_customers u on u.customer_id = e.customer_id and u.datasource = 'shop'
      group by e.customer_id, e.activity_count order by 1`);
  };
  expect(await enriched()).toEqual([
    ['1', 1],
    ['2', 0],
  ]);
  await fixture.write('people.csv', 'source,key,mail,phone,shop\nshop,1,ann@x.example,,K5\nshop,2,,030 123456,K1\n');
  await fixture.run([people]);
  await runBuild(job());
  expect(await enriched()).toEqual([
    ['1', 0],
    ['2', 1],
  ]);
});

describe('an explanation', () => {
  it('shows keys that are no texts, which other programs may write', async () => {
    await fixture.client`insert into facet.unified_customers (customer_id, datasource, pk, foreign_keys, load_id)
      select '', 'a', n::text, '{"shop": 7, "till": {"a": [1]}}', 0 from generate_series(1, 2) n`;
    await runBuild(job());
    const [row] = await fixture.client`select distinct customer_id from facet.unified_customers`;
    expect(await explainCustomer(fixture.client, String(row?.['customer_id']))).toContain(
      '  a 1 = a 2 by fk_shop 7, fk_till {"a":[1]}',
    );
  });

  it('tells the records, what links them, and what follows by which key', async () => {
    await importAll();
    await runBuild(job());
    const [row] = await fixture.client`select customer_id from facet.unified_customers where pk = 'a'`;
    const id = String(row?.['customer_id']);
    expect(await explainCustomer(fixture.client, id)).toEqual([
      `${id}: 2 source records`,
      '  news a, linked',
      '  shop 1, linked',
      'Linked by:',
      '  news a = shop 1 by email ann@x.example',
      'Order lines:',
      '  2 order lines of 1 order by the foreign key fk_shop K1',
      'Events:',
      '  1 event by the foreign key fk_shop K1',
    ]);
    await expect(explainCustomer(fixture.client, 'nobody')).rejects.toThrow(
      'No source record is of a customer "nobody".',
    );
    await expect(explainCustomer(fixture.client, '')).rejects.toThrow('No source record is of a customer "".');
  });

  it('brings transaction attributes up to yesterday, also where nothing else has changed', async () => {
    await importAll();
    await runBuild(job());
    const asOf = () => rows('select distinct as_of::text from facet.transaction_attributes_extended');
    const [[first] = ['']] = (await asOf()) as string[][];
    expect(await runBuild(job())).toBeUndefined();
    const dayLater = { ...job(), now: new Date(job().now.getTime() + 86_400_000) };
    expect(await runBuild(dayLater)).toMatchObject({ tables: [], attributes: { transactions: 2 } });
    const [[second] = ['']] = (await asOf()) as string[][];
    expect(Date.parse(`${second}`) - Date.parse(`${first}`)).toBe(86_400_000);
    expect(await runBuild(dayLater)).toBeUndefined();
  });
});
