import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { counts, importFixture, lines, type ImportFixture } from '../importFixture.js';

let fixture: ImportFixture;
beforeAll(async () => {
  fixture = await importFixture();
});
beforeEach(async () => {
  await fixture.client`truncate facet.unified_itemized_transactions, facet.import_files, facet.loads`;
});
afterAll(() => fixture.drop());

const at = '2026-01-01T10:00:00Z';
const branded = (file: string, brand: unknown, more: object = {}) => ({
  ...lines,
  file,
  columns: { ...lines.columns, line_id: 'no', brand, ...more },
});
const rows = () =>
  fixture.client`select customer_id, order_id, line_id, app, brand, item_revenue
    from facet.unified_itemized_transactions order by order_id, line_id, item_revenue`.values();
const reasons = (report: Awaited<ReturnType<ImportFixture['run']>>) =>
  report.files.flatMap(({ rejects }) =>
    rejects.map(({ line, column, value, reason }) => [line, column, value, reason]),
  );
const already = (owner: string): string =>
  `is order line of ${owner} already; make order numbers unique, e.g. with concat`;

test('a line that another brand or application has is a reject, whoever the customer is', async () => {
  await fixture.write('a.csv', `who,order,at,n,paid,no\nann,o1,${at},1,1,1\nann,o2,${at},1,2,1\n`);
  await fixture.write('b.csv', `who,order,at,n,paid,no\nann,o1,${at},1,3,1\nbob,o2,${at},1,4,1\nbob,o3,${at},1,5,1\n`);
  const a = branded('a.csv', { constant: 'BA' });
  await fixture.run([a]);
  const report = await fixture.run([branded('b.csv', { constant: 'BB' })]);
  expect(counts(report.files[0])).toEqual([3, 1, 2]);
  expect(reasons(report)).toEqual([
    [2, 'order, no', 'o1, 1', already('brand BA')],
    [3, 'order, no', 'o2, 1', already('brand BA')],
  ]);
  const other = await fixture.run([branded('a.csv', { constant: 'BA' }, { app: { constant: 'shop' } })]);
  expect(reasons(other).map(([, , , reason]) => reason)).toEqual([already('app default'), already('app default')]);
  const unbranded = await fixture.run([{ ...a, columns: { ...lines.columns, line_id: 'no' } }]);
  expect(reasons(unbranded).map(([, , , reason]) => reason)).toEqual([already('brand BA'), already('brand BA')]);
  expect(await rows()).toEqual([
    ['ann', 'o1', '1', 'default', 'BA', '1'],
    ['ann', 'o2', '1', 'default', 'BA', '2'],
    ['bob', 'o3', '1', 'default', 'BB', '5'],
  ]);
});

test('of two brands with one line in a file the first keeps it', async () => {
  const file = `who,order,at,n,paid,no,brand\nann,o1,${at},1,1,1,BA\nbob,o1,${at},1,2,1,\nann,o1,${at},1,3,1,BA\n`;
  await fixture.write('both.csv', file);
  const report = await fixture.run([branded('both.csv', 'brand')]);
  expect(counts(report.files[0])).toEqual([3, 1, 1]);
  expect(reasons(report)).toEqual([[3, 'order, no', 'o1, 1', already('brand BA')]]);
  expect(await rows()).toEqual([['ann', 'o1', '1', 'default', 'BA', '3']]);
  expect(counts((await fixture.run([branded('both.csv', 'brand')])).files[0])).toEqual([3, 0, 1]);
});

test('equal lines are numbered within their order, whatever their brand and customer', async () => {
  await fixture.write(
    'equal.csv',
    `who,order,at,n,paid,brand\nann,o1,${at},1,1,BA\nbob,o1,${at},1,1,BB\nann,o1,${at},1,2,BB\nann,o2,${at},1,1,BA\n`,
  );
  const equal = {
    ...lines,
    file: 'equal.csv',
    columns: { ...lines.columns, brand: 'brand', line_id: { content: ['order', 'at', 'n', 'paid'] } },
  };
  expect(counts((await fixture.run([equal])).files[0])).toEqual([4, 4, 0]);
  expect((await rows()).map(([who, order, line, , brand]) => [who, order, String(line).split('.')[1], brand])).toEqual(
    expect.arrayContaining([
      ['ann', 'o1', '1', 'BA'],
      ['bob', 'o1', '2', 'BB'],
      ['ann', 'o1', '1', 'BB'],
      ['ann', 'o2', '1', 'BA'],
    ]),
  );
  await fixture.client`delete from facet.import_files`;
  expect(counts((await fixture.run([equal])).files[0])).toEqual([4, 0, 0]);
  const { columns } = equal;
  const other = await fixture.run([{ ...equal, columns: { ...columns, brand: { constant: 'BC' } } }]);
  expect(counts(other.files[0])).toEqual([4, 0, 4]);
  expect(reasons(other)[1]).toEqual([
    3,
    'order, order, at, n, paid',
    expect.stringMatching(/^o1, .{24}\.2$/),
    already('brand BB'),
  ]);
});
