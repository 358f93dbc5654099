import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Sql } from '../../../../src/db/client.js';
import { listDiscarded } from '../../../../src/ingest/derive/index.js';
import { formatImportReport } from '../../../../src/ingest/import/report/formatImportReport.js';
import type { ImportReport } from '../../../../src/ingest/import/report/importReport.js';
import { hasNothingRead, reportWarnings } from '../../../../src/ingest/import/report/reportWarnings.js';
import { campaigns, csv, known, targetings } from '../campaignFiles.js';
import { importFixture, lines, people, products, type ImportFixture } from '../importFixture.js';

let fixture: ImportFixture;
beforeAll(async () => {
  fixture = await importFixture();
});
beforeEach(async () => {
  await fixture.client`
    truncate facet.unified_customers, facet.customers, facet.customer_identifiers, facet.unified_itemized_transactions,
      facet.unified_transactions, facet.products, facet.activity, facet.campaigns, facet.campaign_targetings,
      facet.imported_attributes, facet.import_files, facet.loads`;
});
afterAll(() => fixture.drop());

const warnings = (report: ImportReport): string[] => reportWarnings(report, true);

describe('customers whom nobody knows', () => {
  const events = {
    file: 'events.csv',
    target: 'activity',
    columns: { customer_id: 'who', event_id: 'id', time: 'at' },
  };
  const club = {
    file: 'club.csv',
    target: 'imported_attributes',
    source: 'club',
    columns: { customer_id: 'who', CLUB_LEVEL: 'level' },
  };
  beforeEach(async () => {
    await fixture.write('people.csv', csv('id,key,email,born', 'A,1,,', 'B,2,,'));
    const at = '2026-01-02T10:00:00Z';
    await fixture.write(
      'lines.csv',
      csv('who,order,at,n,paid', `A,1,${at},1,5`, `X,2,${at},1,5`, `X,3,${at},1,5`, `,4,${at},1,5`),
    );
    await fixture.write(
      'events.csv',
      csv(
        'who,id,at',
        'B,e1,2025-11-30T23:59:59Z',
        'Y,e2,2025-12-31T23:59:59Z',
        ',e3,2025-12-01T00:00:00Z',
        'Z,e4,2026-01-01T00:00:00Z',
      ),
    );
    await fixture.write('club.csv', csv('who,level', 'A,1', 'W,2'));
    for (const [name, content] of Object.entries(known)) await fixture.write(name, content);
    await fixture.write(
      'targetings.csv',
      csv('customer,day,plan,detail,reason,taken', 'A,2026-01-02,1,,a,2', 'V,2026-01-02,1,,b,2'),
    );
  });
  const served = 'customers who are in no source record, and so are not served';

  test.each([
    ['before what is of them', [people, lines, events, club, campaigns, targetings]],
    ['after it', [lines, events, club, campaigns, targetings, people]],
  ])('are told with counts where people come %s, in a dry run too', async (_, entries) => {
    const expected = [
      `unified_itemized_transactions: ${served}: 1 (rows: 2), for example X`,
      'unified_itemized_transactions: rows that name no customer: 1',
      `activity: ${served}: 2 (rows: 2), for example Y, Z`,
      `imported_attributes: ${served}: 1 (rows: 1), for example W`,
      `campaign_targetings: ${served}: 1 (rows: 1), for example V`,
    ];
    const about = (report: ImportReport): string[] =>
      warnings(report).filter((line) => /served|no customer/.test(line));
    expect(about(await fixture.run(entries, { dryRun: true }))).toEqual(expected);
    const report = await fixture.run(entries);
    expect(about(report)).toEqual(expected);
    // What a log may hold has no values of customers in it.
    expect(reportWarnings(report, false).join()).not.toContain('for example');
    expect(warnings(await fixture.run(entries))).toEqual([]);
  });
});

describe('what deriving customers discards', () => {
  test('is counted by kind and listed', async () => {
    const named = Array.from({ length: 21 }, (_, n) => `N${n},n${n},box@x.example,Name${n},Last,555`);
    await fixture.write(
      'people.csv',
      csv(
        'id,key,email,given,last,phone',
        'A,1,ann smith@x.example,Ann,One,1',
        'B,2,bob@,Bob,Two,2',
        'C,3,c@x.example,Cy,Three,3',
        'D,4,,,,',
        ...named,
      ),
    );
    const columns = { ...people.columns, birthdate: undefined, given_name: 'given', surname: 'last', phone: 'phone' };
    const report = await fixture.run([{ ...people, columns }]);
    const discarded = 'values of source records that customers do not have ("facet discarded" lists them)';
    expect(warnings(report).filter((line) => line.startsWith(discarded))).toEqual([
      `${discarded}: email that is no e-mail address: 2, for example ann smith@x.example, bob@`,
      `${discarded}: email that is of more than 20 given names or more than 20 surnames, so it is nobody's own: 21, for example box@x.example, box@x.example, box@x.example`,
      `${discarded}: phone that is of more than 20 given names, so it is nobody's own: 21, for example 555, 555, 555`,
    ]);
    const listed: (string | null)[][] = [];
    await fixture.client.begin(async (client) => {
      for await (const rows of listDiscarded(client as unknown as Sql))
        listed.push(...rows.map(({ kind, pk, customer_id: id, value }) => [kind, pk, id, value]));
    });
    expect(listed).toHaveLength(44);
    expect(listed.slice(0, 3)).toEqual([
      ['email', '1', 'A', 'ann smith@x.example'],
      ['email', '2', 'B', 'bob@'],
      ['email', 'n0', 'N0', 'box@x.example'],
    ]);
    // Nobody has what is listed, and everybody who is not on the list has what came.
    expect(
      await fixture.client`select customer_id, email, phone from facet.customers
      where email is not null or phone is not null order by 1`.values(),
    ).toEqual([
      ['A', null, '1'],
      ['B', null, '2'],
      ['C', 'c@x.example', '3'],
    ]);
  });
});

describe('identifiers', () => {
  const columns = { customer_id: 'id', datasource: 'from', pk: 'key', email: 'mail', phone: 'phone' };
  const run = async (...rows: string[]): Promise<string[]> => {
    await fixture.write('people.csv', csv('id,from,key,mail,phone', ...rows));
    return warnings(await fixture.run([{ ...people, columns }]));
  };

  test('that are shared or moved away, and customers who were merged, are told', async () => {
    expect(await run('A,shop,1,a@x.example,55', 'B,shop,2,b@x.example,56', 'C,shop,3,c@x.example,57')).toEqual([]);
    // 55 goes from A to B, C becomes part of B, and A's address is D's, too.
    expect(
      await run(
        'A,shop,1,a@x.example,54',
        'B,shop,2,b@x.example,55',
        'B,shop,3,c@x.example,57',
        'D,shop,4,a@x.example,58',
      ),
    ).toEqual([
      'some identifiers belong to more than one customer, so a look-up by them is refused (email: 1), for example email a@x.example',
      'some identifiers went from one customer to another (phone: 1), for example phone 55 (A → B)',
      'customers are gone whose identifiers others have now: 1, for example C → B',
    ]);
  });

  test('that are one mailbox in several spellings are told', async () => {
    expect(
      await run(
        'A,shop,1,Ann@x.example,',
        'B,shop,2,ann@x.example,',
        'C,shop,3,cy@x.example,',
        'C,web,4,CY@X.example,',
      ),
    ).toEqual([
      'people.csv → unified_customers: no row has a value for phone (phone)',
      'some identifiers belong to more than one customer, so a look-up by them is refused (email: 1), ' +
        'for example email Ann@x.example',
      'e-mail addresses are written in several ways that differ in case alone: 2 (of several customers: 1), ' +
        'for example Ann@x.example = ann@x.example, CY@X.example = cy@x.example',
    ]);
  });
});

describe('a source that gives nothing', () => {
  test.each([
    ['no row', csv('id,name'), 'products.csv → products: no row was read'],
    ['no good row', csv('id,name', ',a', ',b'), 'products.csv → products: every row was rejected'],
  ])('%s is told, in a dry run too, and not when it is unchanged', async (_, content, warning) => {
    await fixture.write('products.csv', content);
    for (const dryRun of [true, false]) {
      const report = await fixture.run([products], { dryRun });
      expect([hasNothingRead(report), warnings(report)]).toEqual([true, [warning]]);
    }
  });

  test('of several sources one is enough, but rows that are skipped or partly rejected are not', async () => {
    await fixture.write('products.csv', csv('id,name', '1,a', ',b'));
    await fixture.write('none.csv', csv('id,name'));
    expect(hasNothingRead(await fixture.run([products]))).toBe(false);
    expect(hasNothingRead(await fixture.run([{ ...products, where: { equals: ['id', { constant: 'x' }] } }]))).toBe(
      false,
    );
    expect(hasNothingRead(await fixture.run([products, { ...products, file: 'none.csv' }]))).toBe(true);
    const query = { ...products, file: undefined, query: "select 'a' as id, 'b' as name where false" };
    expect(hasNothingRead(await fixture.run([query]))).toBe(true);
  });

  test('columns and paths without a value in any row are told once, and an each that finds nothing', async () => {
    await fixture.write(
      'items.ndjson',
      `${JSON.stringify({ id: 'o1', list: [{ sku: 's1' }, { sku: 's2' }], empty: '' })}\n`,
    );
    const entry = (path: string) => ({
      file: 'items.ndjson',
      target: 'products',
      each: { path, as: 'item' },
      columns: {
        product_id: { path: '$.item.sku' },
        product_name: { path: '$.item.title' },
        product_upc: 'empty',
        product_brand: { constant: 'x' },
      },
    });
    const found = await fixture.run([entry('$.list[*]')]);
    expect([hasNothingRead(found), found.files[0]?.rowsRead]).toEqual([false, 2]);
    expect(warnings(found)).toEqual([
      'items.ndjson → products: no row has a value for product_name ($.item.title), product_upc (empty)',
    ]);
    const missed = await fixture.run([entry('$.lists[*]')]);
    expect(hasNothingRead(missed)).toBe(true);
    expect(warnings(missed)).toEqual([
      'items.ndjson → products: no row was read',
      'items.ndjson → products: each finds nothing in any record by "$.lists[*]"',
    ]);
  });
});

test('rejects of one reason are printed once, with their number and the first of them', async () => {
  const rows = Array.from({ length: 1234 }, (_, n) => `${n},${n % 3 === 0 ? 'x' : n}`);
  await fixture.write('products.csv', csv('id,msrp', ...rows, ',1'));
  const columns = { product_id: 'id', product_msrp: 'msrp' };
  const report = await fixture.run([{ ...products, columns }]);
  expect(report.files[0]?.rowsRejected).toBe(413);
  expect(formatImportReport(report).slice(1)).toEqual([
    '  products.csv, line 2, msrp: "x" is not a decimal number; so 412 rows, this being the first',
    '  products.csv, line 1236, id: "" is empty, and product_id must be known',
  ]);
});
