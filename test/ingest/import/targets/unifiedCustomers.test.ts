import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { formatImportReport } from '../../../../src/ingest/import/report/formatImportReport.js';
import { counts, importFixture, lines, people, type ImportFixture } from '../importFixture.js';

let fixture: ImportFixture;
beforeAll(async () => {
  fixture = await importFixture();
});
beforeEach(async () => {
  await fixture.client`truncate facet.unified_customers, facet.customers, facet.import_files, facet.loads`;
});
afterAll(() => fixture.drop());

test('of the rows of one person the last counts, and a record that moves leaves its old customer', async () => {
  await fixture.write(
    'people.csv',
    'id,key,email,born\nA,1,a@x.example,\nA,1,a2@x.example,1980-02-29\nA,2,b@x.example,\n',
  );
  const first = await fixture.run([people]);
  expect(counts(first.files[0])).toEqual([3, 2, 0]);
  await fixture.write('people.csv', 'id,key,email,born\nA,2,b@x.example,\nB,2,b@x.example,\n');
  await fixture.run([people]);
  const rows = fixture.client`select customer_id, pk, email, birthdate from facet.unified_customers order by 1, 2`;
  expect(await rows.values()).toEqual([
    ['A', '1', 'a2@x.example', '1980-02-29'],
    ['B', '2', 'b@x.example', null],
  ]);
  expect(await fixture.client`select customer_id, email from facet.customers order by 1`.values()).toEqual([
    ['A', 'a2@x.example'],
    ['B', 'b@x.example'],
  ]);
});

test('columns that a mapping leaves out keep what they hold', async () => {
  await fixture.write('people.csv', 'id,key,email,born\nA,1,a@x.example,1990-01-01\n');
  const keysOnly = { ...people, columns: { customer_id: 'id', datasource: { constant: 'shop' }, pk: 'key' } };
  const { files } = await fixture.run([people, keysOnly]);
  expect(files.map(counts)).toEqual([
    [1, 1, 0],
    [1, 0, 0],
  ]);
  expect(await fixture.client`select email from facet.unified_customers`.values()).toEqual([['a@x.example']]);
});

const births = () =>
  fixture.client`select pk, birthdate, create_dt from facet.unified_customers order by pk::int`.values();

const entry = (born: object, more: object = {}) => ({
  ...people,
  columns: {
    customer_id: 'id',
    datasource: { constant: 'shop' },
    pk: 'id',
    birthdate: { column: 'born', ...born },
    ...more,
  },
});

test.each([
  ['DD/MM/YY', ['14/07/57', '30/01/26', '01/02/26', '31/12/68', '01/01/69', '29/02/00']],
  ['M/D/YY', ['7/14/57', '1/30/26', '2/1/26', '12/31/68', '1/1/69', '2/29/00']],
  ['DD-MMM-YY', ['14-Jul-57', '30-Jan-26', '01-Feb-26', '31-Dec-68', '01-Jan-69', '29-Feb-00']],
  ['YYMMDD', ['570714', '260130', '260201', '681231', '690101', '000229']],
])('nobody is born after the day of the import, 31 January 2026: two digits as %s', async (format, days) => {
  await fixture.write('people.csv', `id,born\n${days.map((day, index) => `${index + 1},${day}\n`).join('')}`);
  await fixture.run([entry({ format })]);
  expect((await births()).map(([, birthdate]) => birthdate as string)).toEqual([
    '1957-07-14',
    '2026-01-30',
    '1926-02-01',
    '1968-12-31',
    '1969-01-01',
    '2000-02-29',
  ]);
});

test('births to come and of long ago are rejects, or no value where the mapping says so', async () => {
  const days = ['2026-02-01', '2057-07-14', '0057-07-14', '1857-07-14', '1876-01-30', '1876-01-31', '2026-01-31'];
  await fixture.write('people.csv', `id,born\n${days.map((day, index) => `${index + 1},${day}\n`).join('')}`);
  const { files } = await fixture.run([entry({})]);
  const [future, long] = ['is a day of birth after the day of the import', 'is a day of birth more than 150 years ago'];
  expect(files[0]?.rejects.map(({ line, reason }) => [line, reason])).toEqual([
    [2, future],
    [3, future],
    [4, long],
    [5, long],
    [6, long],
  ]);
  expect(await births()).toEqual([
    ['6', '1876-01-31', null],
    ['7', '2026-01-31', null],
  ]);
  const report = await fixture.run([entry({ onBad: null })]);
  expect(counts(report.files[0])).toEqual([7, 5, 0]);
  expect(formatImportReport(report)).toContain(
    `  5 bad values of birthdate became null, the first on line 2: "2026-02-01" ${future}`,
  );
  expect((await births()).map(([, birthdate]) => birthdate as string | null)).toEqual([
    ...Array.from({ length: 5 }, () => null),
    '1876-01-31',
    '2026-01-31',
  ]);
  expect((await fixture.run([entry({ onBad: null })])).files[0]?.unchanged).toBe(true);
});

test('two-digit years of what has happened are past, others around now, and a config may say otherwise', async () => {
  await fixture.write('people.csv', 'id,born,since\n1,01.02.30,01.02.26 10:00\n2,,01.02.27 10:00\n');
  const since = { column: 'since', format: 'DD.MM.YY HH:mm', zone: 'UTC' };
  await fixture.run([entry({ format: 'DD.MM.YY', yearsFrom: 1850 }, { create_dt: since })]);
  expect((await births()).map(([, , at]) => at as string)).toEqual(['2026-02-01T10:00:00Z', '1927-02-01T10:00:00Z']);
  expect((await births())[0]?.[1]).toBe('1930-02-01');
  const refused = entry({ format: 'DD.MM.YY', yearsFrom: 'x' });
  expect(await fixture.failure([refused])).toContain(
    'columns.birthdate.yearsFrom is no year from 1 to 9900, such as 1930.',
  );
  await fixture.write('dates.csv', 'id,until\n1,31.12.46\n2,31.12.47\n');
  const until = { column: 'until', format: 'DD.MM.YY', type: 'date' };
  const attributes = { file: 'dates.csv', target: 'imported_attributes', source: 'dates' };
  await fixture.run([{ ...attributes, columns: { customer_id: 'id', UNTIL: until } }]);
  const untils = () =>
    fixture.client`select attributes ->> 'UNTIL' from facet.imported_attributes order by customer_id`.values();
  expect((await untils()).flat()).toEqual(['2046-12-31', '1947-12-31']);
  await fixture.run([{ ...attributes, columns: { customer_id: 'id', UNTIL: { ...until, yearsFrom: 1947 } } }]);
  expect((await untils()).flat()).toEqual(['2046-12-31', '1947-12-31']);
  await fixture.run([{ ...attributes, columns: { customer_id: 'id', UNTIL: { ...until, yearsFrom: 2000 } } }]);
  expect((await untils()).flat()).toEqual(['2046-12-31', '2047-12-31']);
});

test('rows are numbered, columns say what means no value, and a key cannot be forgiven', async () => {
  await fixture.write('people.csv', 'who,born,mail\nx,-,n/a\n"y\ny",2000-01-01,y@x.example\n\nz,-\nw,,-\n');
  const columns = {
    customer_id: { concat: [{ constant: 'row-' }, { rowNumber: true }] },
    datasource: { constant: 'shop' },
    pk: { rowNumber: true },
    birthdate: { column: 'born', nulls: '-' },
    email: { lower: 'mail', nulls: ['n/a'] },
  };
  const { files } = await fixture.run([{ ...people, nulls: ['', '-'], columns }]);
  expect(counts(files[0])).toEqual([4, 2, 2]);
  expect(files[0]?.rejects.map(({ line, column, value }) => [line, column, value])).toEqual([
    [6, '', 'z -'],
    [7, 'born', ''],
  ]);
  const rows = fixture.client`select customer_id, pk, birthdate, email from facet.unified_customers order by pk`;
  expect(await rows.values()).toEqual([
    ['row-1', '1', null, null],
    ['row-2', '2', '2000-01-01', 'y@x.example'],
  ]);
  expect(await fixture.failure([{ ...people, columns: { ...columns, pk: { column: 'who', onBad: null } } }])).toContain(
    'columns.pk.onBad: pk must be known, so that a bad value cannot be none.',
  );
  expect(
    await fixture.failure([{ ...people, columns: { ...columns, email: { column: 'mail', onBad: 'x' } } }]),
  ).toContain('columns.email.onBad can only be null');
});

test('prices with a comma times quantities', async () => {
  await fixture.write(
    'lines.csv',
    'who,order,at,n,paid\na,1,2026-01-01T00:00:00Z,3,"1.234,50"\na,2,2026-01-01T00:00:00Z,2.5,"1,0"\n',
  );
  const columns = {
    ...lines.columns,
    item_quantity: undefined,
    item_revenue: { multiply: ['n', 'paid'], format: 'decimal_comma' },
  };
  const { files } = await fixture.run([{ ...lines, columns: JSON.parse(JSON.stringify(columns)) as object }]);
  expect(files[0]?.rejects).toMatchObject([{ line: 3, column: 'n', value: '2.5' }]);
  const revenue = await fixture.client`select order_id, item_revenue from facet.unified_itemized_transactions`.values();
  expect(revenue).toEqual([['1', '3703.50']]);
});
