import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { counts, importFixture, type ImportFixture } from '../importFixture.js';

let fixture: ImportFixture;
beforeAll(async () => {
  fixture = await importFixture();
});
afterAll(() => fixture.drop());

const lines = (attributes: unknown, file = 'lines.csv') => ({
  file,
  target: 'unified_itemized_transactions',
  columns: {
    customer_id: 'who',
    order_id: 'order',
    line_id: 'line',
    order_datetime: 'at',
    item_revenue: 'money',
    ...(attributes !== undefined && { attributes }),
  },
});

const stored = async (table: string, keys: string): Promise<unknown[]> =>
  fixture.client.unsafe(`select ${keys}, attributes, load_id::int from facet.${table} order by 1, 2`).values();

const header = 'who,order,line,at,money,Ship Mode,Region';

test('what a file has beside columns comes in by names, and an order has that of its lines', async () => {
  const rows = [
    'A,o1,1,2026-01-02T00:00:00Z,5,"Second ""Class""",North',
    'A,o1,2,2026-01-01T00:00:00Z,5,First Class,',
    'A,o2,1,2026-01-01T00:00:00Z,5,,',
  ];
  await fixture.write('lines.csv', [header, ...rows].join('\n'));
  const named = lines({ object: { ship_mode: 'Ship Mode', region: { upper: 'Region' } } });
  expect(counts((await fixture.run([named])).files[0])).toEqual([3, 3, 0]);
  const first = await stored('unified_itemized_transactions', 'order_id, line_id');
  expect(first).toEqual([
    ['o1', '1', { ship_mode: 'Second "Class"', region: 'NORTH' }, 1],
    ['o1', '2', { ship_mode: 'First Class' }, 1],
    ['o2', '1', null, 1],
  ]);
  expect(await stored('unified_transactions', 'customer_id, order_id')).toEqual([
    ['A', 'o1', { ship_mode: 'First Class', region: 'NORTH' }, 1],
    ['A', 'o2', null, 1],
  ]);

  // The same rows again change nothing, and a mapping without attributes leaves them.
  await fixture.client`delete from facet.import_files`;
  expect(counts((await fixture.run([named])).files[0])).toEqual([3, 0, 0]);
  expect(counts((await fixture.run([lines(undefined)])).files[0])).toEqual([3, 0, 0]);
  expect(await stored('unified_itemized_transactions', 'order_id, line_id')).toEqual(first);

  // One that has fewer replaces them together.
  expect(counts((await fixture.run([lines({ object: { region: 'Region' } })])).files[0])).toEqual([3, 2, 0]);
  expect((await stored('unified_transactions', 'customer_id, order_id')).map((row) => (row as unknown[])[2])).toEqual([
    { region: 'North' },
    null,
  ]);
});

test('a column of JSON objects comes in as texts, and what is no object is a reject', async () => {
  const rows = [
    'B,o3,1,2026-01-01T00:00:00Z,1,"{""n"": 12345678901234567890, ""list"": [1], ""none"": null}",',
    'B,o4,1,2026-01-01T00:00:00Z,1,[1],',
    'B,o5,1,2026-01-01T00:00:00Z,1,{,',
  ];
  await fixture.write('json.csv', [header, ...rows].join('\n'));
  const { files } = await fixture.run([lines('Ship Mode', 'json.csv')]);
  expect(counts(files[0])).toEqual([3, 1, 2]);
  expect((await stored('unified_transactions', 'customer_id, order_id')).at(-1)).toEqual([
    'B',
    'o3',
    { n: '12345678901234567890', list: '[1]' },
    expect.any(Number),
  ]);
});

test('an object without anything known is no attributes, as no object is', async () => {
  const rows = ['C,o6,1,2026-01-01T00:00:00Z,1,{},', `C,o6,2,2026-01-01T00:00:00Z,1,"{""a"": null, ""b"": """"}",`];
  await fixture.write('none.csv', [header, ...rows].join('\n'));
  expect(counts((await fixture.run([lines('Ship Mode', 'none.csv')])).files[0])).toEqual([2, 2, 0]);
  const known = (table: string) =>
    fixture.client.unsafe(`select attributes is not null as known from facet.${table} where order_id = 'o6'`).values();
  expect(await known('unified_itemized_transactions')).toEqual([[false], [false]]);
  expect(await known('unified_transactions')).toEqual([[false]]);
});

test.each([
  [{ object: {} }, 'imports[0].columns.attributes.object has no names.'],
  [{ object: { ' ': 'Region' } }, 'imports[0].columns.attributes.object has a name that is blank, or longer than 100'],
  [
    { object: { ['n'.repeat(101)]: 'Region' } },
    'attributes.object has a name that is blank, or longer than 100 characters.',
  ],
  [
    { object: Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`n${n}`, 'Region'])) },
    'imports[0].columns.attributes.object has 101 names, and 100 are the most.',
  ],
  [{ object: 'Region' }, 'imports[0].columns.attributes.object is not written { name: <column or expression> }.'],
  [{ object: { a: 'Regoin' } }, 'imports[0].columns.attributes.object.a'],
  [{ ship_mode: 'Ship Mode' }, 'imports[0].columns.attributes has an unknown key "ship_mode".'],
  [{ constant: '[]' }, '"[]" is no JSON object, as attributes needs.'],
])('the mapping %j is refused', async (attributes, sentence) => {
  await fixture.write('lines.csv', `${header}\nA,o1,1,2026-01-02T00:00:00Z,5,x,y\n`);
  expect(await fixture.failure([lines(attributes)])).toContain(sentence);
});
