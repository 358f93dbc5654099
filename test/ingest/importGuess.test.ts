import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { guessYaml } from '../../src/ingest/import/guess/guessYaml.js';
import { normalName } from '../../src/ingest/import/guess/synonyms.js';
import { planImport } from '../../src/ingest/import/planImport.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'facet-guess-'));
});
afterAll(() => rm(folder, { recursive: true }));

interface Entry {
  readonly target: string;
  readonly columns: Readonly<Record<string, unknown>>;
}

async function guess(name: string, content: string): Promise<{ text: string; entry: Entry }> {
  await writeFile(join(folder, name), content);
  const text = await guessYaml(join(folder, name));
  const { imports } = parse(text) as { imports: Entry[] };
  return { text, entry: imports[0] as Entry };
}

/** The importer takes the guess as it is. */
async function planned(text: string): Promise<string[]> {
  await writeFile(join(folder, 'guess.yml'), text);
  return (await planImport(join(folder, 'guess.yml'))).map(({ target }) => target.name);
}

test('people: names in other words, German dates, semicolons and null texts', async () => {
  const rows = ['4;Ann;Lee;ann@x.example;24.12.1980;NULL;x', '5;Bob;;bob@x.example;NULL;Bern;y'];
  const { text, entry } = await guess(
    'people.csv',
    `KundenNr;Vorname;Nachname;E-Mail;Geburtsdatum;Ort;Extra\n${rows.join('\n')}\n`,
  );
  expect(entry).toEqual({
    file: 'people.csv',
    target: 'unified_customers',
    delimiter: ';',
    nulls: ['', 'NULL'],
    columns: {
      datasource: { constant: 'people' },
      pk: 'KundenNr',
      customer_id: 'KundenNr',
      email: 'E-Mail',
      given_name: 'Vorname',
      surname: 'Nachname',
      city: 'Ort',
      birthdate: { column: 'Geburtsdatum', format: 'DD.MM.YYYY' },
    },
  });
  expect(text).toContain('# not mapped: Extra');
  expect(await planned(text)).toEqual(['unified_customers']);
});

test('order lines: revenue of quantity and price, returns, local times, day or month first', async () => {
  const rows = ['536365,85123A,6,1/2/2010 8:26,2.55,17850,x', '536366,71053,-1,3/4/2010 8:28,"3.39",,y'];
  const { text, entry } = await guess(
    'sales.csv',
    `InvoiceNo,StockCode,Quantity,InvoiceDate,UnitPrice,CustomerID,Weather\n${rows.join('\n')}\n`,
  );
  expect(entry).toEqual({
    file: 'sales.csv',
    target: 'unified_itemized_transactions',
    zone: 'UTC',
    columns: {
      customer_id: 'CustomerID',
      order_id: 'InvoiceNo',
      product_id: 'StockCode',
      order_datetime: { column: 'InvoiceDate', format: 'M/D/YYYY H:mm' },
      item_quantity: 'Quantity',
      item_revenue: { multiply: ['Quantity', 'UnitPrice'] },
      is_return: { matches: { of: 'Quantity', pattern: '^-' } },
    },
  });
  expect(text).toContain('# or D/M/YYYY H:mm: both fit');
  expect(text).toContain('zone: UTC # times have no offset');
  expect(await planned(text)).toEqual(['unified_itemized_transactions']);
});

test('page views, in JSON and in an access log', async () => {
  const row = { td_client_id: 'c1', time: 1_500_000_000, td_url: 'https://x.example/', td_ip: '::1', nested: { a: 1 } };
  const { entry } = await guess('views.ndjson', `${JSON.stringify(row)}\n`);
  expect(entry).toEqual({
    file: 'views.ndjson',
    target: 'activity',
    columns: {
      time: { column: 'time', format: 'epoch_seconds' },
      url: 'td_url',
      ip: 'td_ip',
      client_id: 'td_client_id',
    },
  });
  const line = '1.2.3.4 - - [17/May/2015:10:05:03 +0000] "GET /a?b=c HTTP/1.1" 200 7 "http://r.example/" "Agent (x)"';
  const { entry: log } = await guess('access.log', `${line}\n`);
  expect(log).toMatchObject({
    target: 'activity',
    format: { pattern: expect.stringContaining('(?<url>') },
    columns: {
      time: { column: 'time', format: 'DD/MMM/YYYY:HH:mm:ss ZZ' },
      url: 'url',
      referrer: 'referrer',
      ip: 'ip',
      user_agent: 'user_agent',
    },
  });
});

test('products', async () => {
  const { text, entry } = await guess('p.tsv', 'sku\tname\tcolour\tprice\n1\tone\tred\t2.50\n');
  expect(entry).toEqual({
    file: 'p.tsv',
    target: 'products',
    columns: { product_id: 'sku', product_name: 'name', product_msrp: 'price', product_color: 'colour' },
  });
  expect(await planned(text)).toEqual(['products']);
});

test('anything else keyed by a customer: attributes with types and unique names', async () => {
  const header = 'score,household_id,Is member,is-member,2nd,zip,since,seen,big,yes';
  const { entry } = await guess(
    'more data.csv',
    `${header}\n1.5,h1,true,7,x,08001,31.12.2020,2020-01-01T00:00:00Z,51380041013,no\n`,
  );
  const described = (column: string, more: object) => ({ column, ...more, description: `${column} of more data.csv` });
  expect(entry).toEqual({
    file: 'more data.csv',
    target: 'imported_attributes',
    source: 'more_data',
    columns: {
      customer_id: 'household_id',
      SCORE: described('score', { type: 'decimal' }),
      IS_MEMBER: described('Is member', { type: 'boolean' }),
      IS_MEMBER_2: described('is-member', { type: 'integer' }),
      C_2ND: described('2nd', { type: 'text' }),
      ZIP: described('zip', { type: 'text' }),
      SINCE: described('since', { format: 'DD.MM.YYYY', type: 'date' }),
      SEEN: described('seen', { type: 'datetime' }),
      BIG: described('big', { type: 'bigint' }),
      YES: described('yes', { type: 'text' }),
    },
  });
});

test('a file without a customer says so; one that is not there or empty is refused', async () => {
  expect((await guess('x.csv', 'a,b\n1,2\n')).text).toContain('# No column looks like a customer');
  await expect(guessYaml(join(folder, 'no.csv'))).rejects.toThrow('There is no file ');
  await expect(guess('empty.csv', '')).rejects.toThrow('empty.csv is empty: it has not even a header.');
});

test.each([
  ['CustomerID', 'customer_id'],
  ['Customer ID', 'customer_id'],
  ['customer-id ', 'customer_id'],
  ['SKUCode', 'sku_code'],
  ['td_client_id', 'td_client_id'],
  ['Straße (Nr.)', 'stra_e_nr'],
])('"%s" is %s', (name, normal) => {
  expect(normalName(name)).toBe(normal);
});
