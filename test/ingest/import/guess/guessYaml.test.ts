import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { guessYaml } from '../../../../src/ingest/import/guess/guessYaml.js';
import type { SampleLimits } from '../../../../src/ingest/import/guess/sampleFile.js';
import { normalName } from '../../../../src/ingest/import/guess/synonyms.js';
import { planImport } from '../../../../src/ingest/import/plan/planImport.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'facet-guess-'));
});
afterAll(() => rm(folder, { recursive: true }));

interface Entry {
  readonly target: string;
  readonly columns: Readonly<Record<string, unknown>>;
}

interface Guessed {
  readonly text: string;
  /** What most of the file is. */
  readonly entry: Entry;
  /** The customers that are made of it beside. */
  readonly people: Entry | undefined;
}

async function guess(name: string, content: string | Buffer, limits?: SampleLimits): Promise<Guessed> {
  await writeFile(join(folder, name), content);
  const text = await guessYaml(join(folder, name), { limits });
  expect(text).not.toContain('undefined');
  const { imports } = parse(text) as { imports: [Entry, Entry?] };
  return { text, entry: imports[0], people: imports[1] };
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
  const { text, entry, people } = await guess(
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
  expect(people).toEqual({
    file: 'sales.csv',
    target: 'unified_customers',
    where: { known: 'CustomerID' },
    columns: { customer_id: 'CustomerID', datasource: { constant: 'sales' }, pk: 'CustomerID' },
  });
  expect(await planned(text)).toEqual(['unified_itemized_transactions', 'unified_customers']);
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
  const { entry, people } = await guess(
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
      SINCE: described('since', { format: 'DD.MM.YYYY', type: 'date' }),
      SEEN: described('seen', { type: 'datetime' }),
      BIG: described('big', { type: 'bigint' }),
      YES: described('yes', { type: 'text' }),
    },
  });
  expect(people).toEqual({
    file: 'more data.csv',
    target: 'unified_customers',
    columns: { customer_id: 'household_id', datasource: { constant: 'more_data' }, pk: 'household_id', postal: 'zip' },
  });
});

test.each([
  [
    'German',
    'Bestellnummer;Bestelldatum;Kundennummer;Vorname;Nachname;E-Mail;Straße;PLZ;Ort;Geburtsdatum;Artikelnummer;Menge;Einzelpreis;Rabatt in %',
    'B1;03.12.2025 14:05;K7;Jörg;Groß;joerg@x.example;Am Markt 1;01067;Dresden;24.12.1980;A1;2;1.019,90;10',
    'DD.MM.YYYY HH:mm',
    'DD.MM.YYYY',
  ],
  [
    'French',
    'N° commande;Date de commande;N° client;Prénom;Nom;Courriel;Rue;Code postal;Ville;Date de naissance;Référence;Quantité;Prix unitaire;Taux remise',
    'B1;23/12/2025 14:05;K7;Zoé;Müller;zoe@x.example;Rue Haute 1;01067;Lyon;24/12/1980;A1;2;19,90;0,1',
    'DD/MM/YYYY HH:mm',
    'DD/MM/YYYY',
  ],
  [
    'Spanish',
    'Número de pedido;Fecha de pedido;Código cliente;Nombre;Apellidos;Correo electrónico;Calle;Código postal;Ciudad;Fecha de nacimiento;Referencia;Cantidad;Precio unitario;Porcentaje',
    'B1;23/12/2025 14:05;K7;Íñigo;Peña;i@x.example;Calle 1;01067;Cádiz;24/12/1980;A1;2;19,90;10',
    'DD/MM/YYYY HH:mm',
    'DD/MM/YYYY',
  ],
  [
    'Dutch',
    'Bestelnummer;Besteldatum;Klantnummer;Voornaam;Achternaam;E-mailadres;Straat;Postcode;Woonplaats;Geboortedatum;Artikelcode;Aantal;Stukprijs;Korting %',
    'B1;23-12-2025 14:05;K7;Anaïs;de Wit;a@x.example;Gracht 1;01067;Delft;24-12-1980;A1;2;19,90;10',
    'DD-MM-YYYY HH:mm',
    'DD-MM-YYYY',
  ],
])('order lines with their customers, in %s', async (_, header, row, time, day) => {
  const names = header.split(';');
  const { text, entry, people } = await guess('orders.csv', `${header}\n${row}\n`);
  const [order, at, customer, given, surname, email, street, postal, city, born, product, quantity, price, share] =
    names;
  expect(entry).toEqual({
    file: 'orders.csv',
    target: 'unified_itemized_transactions',
    delimiter: ';',
    zone: 'UTC',
    columns: {
      customer_id: customer,
      order_id: order,
      product_id: product,
      order_datetime: { column: at, format: time },
      item_quantity: quantity,
      item_revenue: { multiply: [quantity, { column: price, format: 'decimal_comma' }] },
    },
  });
  expect(people).toEqual({
    file: 'orders.csv',
    target: 'unified_customers',
    delimiter: ';',
    columns: {
      customer_id: customer,
      datasource: { constant: 'orders' },
      pk: customer,
      email,
      given_name: given,
      surname,
      address: street,
      city,
      postal,
      birthdate: { column: born, format: day },
    },
  });
  expect(text).toContain(`# not mapped: ${share ?? ''}`);
  expect(await planned(text)).toEqual(['unified_itemized_transactions', 'unified_customers']);
});

test('shares of a price are no amounts, whatever they are called', async () => {
  const rows = Array.from(
    { length: 40 },
    (_, n) => `o${n},2026-01-02T00:00:00Z,c,${n + 0.5},0.${(n % 9) + 1},${n % 2 ? 7 : 19}`,
  );
  const { entry } = await guess(
    'lines.csv',
    `order_id,order_date,customer_id,total,discount,vat\n${rows.join('\n')}\n`,
  );
  expect(Object.keys(entry.columns)).toEqual(['customer_id', 'order_id', 'order_datetime', 'item_revenue']);
  const amounts = Array.from({ length: 40 }, (_, n) => `o${n},2026-01-02T00:00:00Z,c,${n + 0.5},${n / 4},${n / 3}`);
  const other = await guess('lines.csv', `order_id,order_date,customer_id,total,discount,vat\n${amounts.join('\n')}\n`);
  expect(other.entry.columns).toMatchObject({ item_discount_amount: 'discount', item_tax_amount: 'vat' });
  const named = await guess(
    'lines.csv',
    'order_id,order_date,customer_id,total,discount_rate,Tax %\no,2026-01-02,c,1,7,9\n',
  );
  expect(Object.keys(named.entry.columns)).toHaveLength(4);
});

test('columns of the same name, and of none, are told apart', async () => {
  const { text, entry } = await guess('dup.csv', 'key,word,word,key\n1,a,b,2\n');
  expect(entry).toMatchObject({ header: ['key', 'word', 'word_2', 'key_2'], skip: 1 });
  expect(text).toContain('# Columns have the same name: they are told apart by a number.');
  expect(await planned(text)).toEqual(['imported_attributes']);
  const odd = await guess('odd.csv', 'sep=;\n;"customer\nid";x;x;x_2;\n0;7;a;b;c;\n');
  expect(odd.entry).toMatchObject({ header: ['unnamed', 'customer\nid', 'x', 'x_3', 'x_2', 'unnamed_2'], skip: 3 });
  expect(await planned(odd.text)).toEqual(['imported_attributes', 'unified_customers']);
  const index = await guess('index.csv', ',household_id,points,\n0,h1,3,\n');
  expect(index.text).toContain('# Columns without a name are left out: place 1, 4.');
  expect(await planned(index.text)).toEqual(['imported_attributes', 'unified_customers']);
  await expect(guess('none.csv', ',,\n1,2,3\n')).rejects.toThrow('none.csv has no column with a name of its own.');
  await expect(guess('one.csv', 'a\n1\n')).rejects.toThrow('one.csv has the column "a" alone');
});

test('all rows are looked at, what does not fit is marked, and where rows are left the head says so', async () => {
  const rows = Array.from(
    { length: 12_000 },
    (_, n) => `c${n},${n},${n < 11_990 ? n : `${n}.5`},2026-01-0${(n % 9) + 1}`,
  );
  const late = [...rows, 'd1,many,1,2026-01-01', 'd2,1,1,soon'];
  const content = `customer_id,logins,score,seen\n${late.join('\n')}\n`;
  const { text, entry } = await guess('late.csv', content);
  expect(text).toMatch(/^# A guess from all 12,002 rows: /);
  expect(entry.columns).toMatchObject({ LOGINS: { type: 'text' }, SCORE: { type: 'decimal' }, SEEN: { type: 'text' } });
  expect(text).toMatch(/LOGINS: .* # not sure: all but 1 of [\d,]+ different values are numbers, but not "many"/);
  const some = await guess('late.csv', content, { rows: 1, characters: 10 });
  expect(some.text).toMatch(/^# A guess from the first [\d,]+ rows: those behind them were not looked at\. /);
  const days = Array.from({ length: 40 }, (_, n) => `c${n},2026-02-${String((n % 28) + 1).padStart(2, '0')}`);
  const seen = await guess('seen.csv', `customer_id,seen\n${days.join('\n')}\nx,soon\n`);
  expect(seen.text).toMatch(/SEEN: .*type: date.* # not sure: 1 of 29 different values do not fit, such as "soon"/);
});

test('other encodings are named, and what is no text is refused', async () => {
  const csv = 'Kundennummer;Vorname;Nachname\n1;Jörg;Groß\n';
  const people = 'unified_customers';
  const latin = await guess('latin.csv', Buffer.from(csv, 'latin1'));
  expect(latin.entry).toMatchObject({ target: people, encoding: 'windows-1252', columns: { given_name: 'Vorname' } });
  expect(latin.text).toContain('# Its bytes are no UTF-8 and were taken for windows-1252');
  const late = Buffer.concat([
    Buffer.from(`Kundennummer;Vorname;Nachname\n${'1;Ann;Lee\n'.repeat(20_000)}`),
    Buffer.from('2;Zo\xeb;Lee\n', 'latin1'),
  ]);
  expect((await guess('late.csv', late)).entry).toMatchObject({ encoding: 'windows-1252' });
  expect((await guess('wide.csv', Buffer.from(csv, 'utf16le'))).entry).toMatchObject({ encoding: 'utf-16le' });
  const marked = await guess('marked.csv', Buffer.from(`\uFEFF${csv}`, 'utf16le'));
  expect(marked.entry).toMatchObject({ target: people, delimiter: ';' });
  expect(await planned(marked.text)).toEqual([people]);
  const refused: readonly (readonly [string, Buffer, string])[] = [
    ['sheet.csv', Buffer.from('PK\x03\x04\x14\0\x06\0', 'latin1'), 'it is a ZIP archive or a spreadsheet'],
    ['old.xls', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), 'it is an old file of Excel or Word'],
    ['paper.pdf', Buffer.from('%PDF-1.7\n1 0 obj'), 'it is a PDF'],
    [
      'noise.csv',
      Buffer.from(Array.from({ length: 999 }, (_, n) => (n * 7919) % 251)),
      'it holds bytes that no text has',
    ],
  ];
  for (const [name, bytes, why] of refused) {
    await expect(guess(name, bytes)).rejects.toThrow(`${name} is no file of rows that could be guessed: ${why}`);
    await expect(guess(name, bytes)).rejects.toMatchObject({ code: 'BAD_FILE' });
  }
  const blanks = await guess('blanks.txt', 'user_id   points  level\n 1        20      3\n 22       7       1\n');
  expect(blanks.entry).toMatchObject({ format: 'csv', delimiter: 'blanks', columns: { customer_id: 'user_id' } });
  expect(await planned(blanks.text)).toEqual(['imported_attributes', 'unified_customers']);
});

test('an attribute whose name is taken gets its source before it, and is told', async () => {
  await writeFile(join(folder, 'loyalty.csv'), 'customer_id,age,Age,points\n1,20,3,7\n2,35,4,8\n');
  const reserved = [{ definition: 'age', names: ['AGE'], words: 'the attribute "age"' }];
  const text = await guessYaml(join(folder, 'loyalty.csv'), { reserved });
  const { imports } = parse(text) as { imports: [Entry] };
  expect(Object.keys(imports[0].columns)).toEqual(['customer_id', 'LOYALTY_AGE', 'LOYALTY_AGE_2', 'POINTS']);
  expect(text.match(/# .*taken.*$/gm)).toEqual(['# AGE is taken by Facet itself', '# AGE is taken by Facet itself']);
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
  ['Straße (Nr.)', 'strasse_nr'],
  ['Prénom', 'prenom'],
  ['Tax (%)', 'tax_percent'],
])('"%s" is %s', (name, normal) => {
  expect(normalName(name)).toBe(normal);
});
