import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readConfig } from '../../../../src/config.js';
import { runSnapshot } from '../../../../src/enrichment/runSnapshot.js';
import { openGraph } from '../../../support/graph.js';
import { counts, importFixture, type ImportFixture } from '../importFixture.js';

let fixture: ImportFixture;
beforeAll(async () => {
  fixture = await importFixture();
  await fixture.write('people.csv', 'id\nA\nB\n');
});
afterAll(() => fixture.drop());

const people = {
  file: 'people.csv',
  target: 'unified_customers',
  columns: { customer_id: 'id', datasource: { constant: 'club' }, pk: 'id' },
};
const club = {
  file: 'club.csv',
  target: 'imported_attributes',
  source: 'club',
  columns: {
    customer_id: 'member',
    INCOME: { column: 'income', description: 'Yearly income of the household.', piiClass: 'DEMOGRAPHIC' },
    POINTS: { column: 'points', type: 'decimal', unit: 'count', category: 'Loyalty' },
    JOINED: { column: 'joined', type: 'date', format: 'DD.MM.YYYY' },
    TIER: { constant: 'basic' },
  },
};

const stored = () =>
  fixture.client`select customer_id, attributes from facet.imported_attributes where source = 'club' order by 1`.values();

test('columns become aliases, which the next snapshot fills', async () => {
  await fixture.write(
    'club.csv',
    'member,income,points,joined\nA,50-74K,12.50,29.02.2020\nA,75-99K,13.5,01.03.2020\nB,,x,\n',
  );
  const { files } = await fixture.run([people, club]);
  expect(counts(files[1])).toEqual([3, 1, 1]);
  expect(files[1]?.rejects).toMatchObject([
    { line: 4, column: 'points', value: 'x', reason: 'is not a decimal number' },
  ]);
  expect(await stored()).toEqual([['A', { INCOME: '75-99K', POINTS: '13.5', JOINED: '2020-03-01', TIER: 'basic' }]]);
  await runSnapshot(fixture.job);
  const graph = await openGraph(fixture);
  const { data } = await graph.ask(`{
    customer(id: "A") { profile { fields { income points joined tier } } }
    fieldAliases { name description unit category piiClass } }`);
  expect(data).toMatchObject({
    customer: { profile: { fields: { income: '75-99K', points: '13.5', joined: '2020-03-01', tier: 'basic' } } },
    fieldAliases: expect.arrayContaining([
      {
        name: 'INCOME',
        description: 'Yearly income of the household.',
        unit: null,
        category: null,
        piiClass: 'DEMOGRAPHIC',
      },
      { name: 'POINTS', description: 'POINTS of club.', unit: 'count', category: 'Loyalty', piiClass: null },
    ]),
  });
});

test('another file of the source adds to what is known; an empty value takes it away', async () => {
  await fixture.write('more.csv', 'member,points,colour\nA,,red\nB,4,\n');
  const more = {
    ...club,
    file: 'more.csv',
    columns: { customer_id: 'member', POINTS: { column: 'points', type: 'decimal' }, COLOUR: 'colour' },
  };
  expect(counts((await fixture.run([more])).files[0])).toEqual([2, 2, 0]);
  expect(await stored()).toEqual([
    ['A', { INCOME: '75-99K', POINTS: null, JOINED: '2020-03-01', TIER: 'basic', COLOUR: 'red' }],
    ['B', { POINTS: '4', COLOUR: null }],
  ]);
  await fixture.client`delete from facet.import_files`;
  expect(counts((await fixture.run([more])).files[0])).toEqual([2, 0, 0]);
});

test('where only the customer is mapped, every other column is an attribute', async () => {
  await fixture.write('survey.csv', 'member,Favourite colour,2nd choice?\nA,red,\n');
  const survey = {
    file: 'survey.csv',
    target: 'imported_attributes',
    source: 'survey',
    columns: { customer_id: 'member' },
  };
  await expect(fixture.run([survey])).rejects.toThrow('The alias "2ND_CHOICE" is refused');
  await fixture.write('survey.csv', 'member,Favourite colour,second choice?\nA,red,\n');
  await fixture.run([survey]);
  expect(
    await fixture.client`select attributes from facet.imported_attributes where source = 'survey'`.values(),
  ).toEqual([[{ FAVOURITE_COLOUR: 'red', SECOND_CHOICE: null }]]);
});

const shape = { target: 'imported_attributes', source: 'shape', columns: { customer_id: 'member' } };

test('accents are left out of aliases, and the key is no attribute however it is written', async () => {
  await fixture.write('shape.csv', 'Member,Gr\u00F6\u00DFe,Pre\u0301nom\nA,180,Ann\n');
  const columns = { customer_id: { trim: { column: 'Member' } } };
  await fixture.run([{ ...shape, file: 'shape.csv', columns }]);
  await fixture.run([{ ...shape, file: 'shape.csv', columns: { customer_id: { column: 'Member' } } }]);
  expect(
    await fixture.client`select attributes from facet.imported_attributes where source = 'shape'`.values(),
  ).toEqual([[{ GROSSE: '180', PRENOM: 'Ann' }]]);
});

test('two columns that would become one alias are refused', async () => {
  await fixture.write('twins.csv', 'member,Spend (EUR),Spend EUR\nA,1,2\n');
  expect(await fixture.failure([{ ...shape, file: 'twins.csv' }])).toContain(
    'imports[0].columns: the columns "Spend (EUR)" and "Spend EUR" would both become SPEND_EUR;',
  );
});

test('a dry run gives no alias', async () => {
  await fixture.write('dry.csv', 'member,a\nA,1\n');
  const dry = {
    file: 'dry.csv',
    target: 'imported_attributes',
    source: 'dry',
    columns: { customer_id: 'member', DRY: 'a' },
  };
  expect(counts((await fixture.run([dry], { dryRun: true })).files[0])).toEqual([1, 1, 0]);
  expect(await fixture.client`select from facet.customer_profile_fields where alias = 'DRY'`).toHaveLength(0);
});

test('the application is the mapped one, else the one known before, else that of the customer', async () => {
  await fixture.client`update facet.customers set app = 'shop' where customer_id = 'A'`;
  const entry = (columns: object) => ({
    file: 'apps.csv',
    target: 'imported_attributes',
    source: 'apps',
    columns: { customer_id: 'member', APP_SIZE: 'a', ...columns },
  });
  const apps = () =>
    fixture.client`select customer_id, app from facet.imported_attributes where source = 'apps' order by 1`.values();
  await fixture.write('apps.csv', 'member,a,app\nA,1,\nB,1,web\nX,1,\n');
  await fixture.run([entry({})]);
  expect(await apps()).toEqual([
    ['A', 'shop'],
    ['B', 'default'],
    ['X', 'default'],
  ]);
  expect(counts((await fixture.run([entry({ app: 'app' })])).files[0])).toEqual([3, 1, 0]);
  const mapped = [
    ['A', 'shop'],
    ['B', 'web'],
    ['X', 'default'],
  ];
  expect(await apps()).toEqual(mapped);
  await fixture.write('apps.csv', 'member,a,app\nA,2,\nB,2,web\nX,2,\n');
  expect(counts((await fixture.run([entry({})])).files[0])).toEqual([3, 3, 0]);
  expect(await apps()).toEqual(mapped);
});

test('a refused file leaves no alias', async () => {
  await fixture.write('refused.csv', 'member,a\n,1\n');
  const refused = {
    file: 'refused.csv',
    target: 'imported_attributes',
    source: 'refused',
    columns: { customer_id: 'member', REFUSED: 'a' },
  };
  await expect(fixture.run([refused], { maxRejects: 0 })).rejects.toThrow('no row may be rejected');
  expect(await fixture.client`select from facet.customer_profile_fields where alias = 'REFUSED'`).toHaveLength(0);
});

test('aliases are checked before the first file is read, with the place of their entry', async () => {
  await fixture.write('new.csv', 'member,a\nA,1\n');
  const columns = { customer_id: 'member', NEWCOMER: 'a' };
  const first = { file: 'new.csv', target: 'imported_attributes', source: 'first', columns };
  await expect(fixture.run([first, { ...first, source: 'second' }])).rejects.toThrow(
    /^import\.yml, imports\[1\]: .*the name is taken by "NEWCOMER"/,
  );
  expect(await fixture.client`select from facet.imported_attributes where source = 'first'`).toHaveLength(0);
  expect(await fixture.client`select from facet.customer_profile_fields where alias = 'NEWCOMER'`).toHaveLength(0);
});

test('customers that no source record names are told', async () => {
  await fixture.write('club.csv', 'member,income,points,joined\nX,,,\n');
  const { warnings } = await fixture.run([club]);
  expect(warnings).toEqual([
    {
      about: 'unknown imported_attributes',
      text: 'imported_attributes: customers who are in no source record, and so are not served: 1 (rows: 1)',
      examples: ['X'],
    },
  ]);
});

test('no stored value fails a snapshot: numbers that do not fit are counted, what is no value is null', async () => {
  await fixture.write(
    'odd.csv',
    'member,f,d,t,b\nA,1e400,2024-02-29,2024-02-29T10:00:00.5Z,yes\nB,1e-400,,,no\nB,1e300,,,\n',
  );
  const typed = (column: string, type: string) => ({ column, type });
  const odd = {
    file: 'odd.csv',
    target: 'imported_attributes',
    source: 'odd',
    columns: {
      customer_id: 'member',
      ODD_FLOAT: typed('f', 'float'),
      ODD_DAY: typed('d', 'date'),
      ODD_TIME: typed('t', 'datetime'),
      ODD_FLAG: typed('b', 'boolean'),
    },
  };
  const { files } = await fixture.run([odd]);
  expect(files[0]?.rejects).toMatchObject([
    { line: 2, column: 'f', reason: 'is too large for a floating point number' },
  ]);
  const slots = await fixture.client<{ alias: string; slot: string }[]>`
    select alias, slot from facet.customer_profile_fields where alias like 'ODD%' order by alias`.values();
  const columns = slots.map(([, slot]) => String(slot).toLowerCase()).join(', ');
  const snapshot = async (attributes: object) => {
    await fixture.client`insert into facet.imported_attributes (customer_id, source, attributes, load_id)
      values ('A', 'odd', ${fixture.client.json(attributes as never)}, 1)
      on conflict (customer_id, source) do update set attributes = excluded.attributes`;
    await runSnapshot(fixture.job, { from: '2026-01-30', to: '2026-01-30' });
    return fixture.client
      .unsafe(
        `select ${columns} from facet.customer_profiles where customer_id = 'A'
      and profile_date = '2026-01-30'`,
      )
      .values();
  };
  const good = { ODD_FLOAT: '1.5e2', ODD_DAY: '2024-02-29', ODD_TIME: '2024-02-29 10:00:00.5+00', ODD_FLAG: 'true' };
  expect(await snapshot(good)).toEqual([['2024-02-29', 'true', '150', '2024-02-29T10:00:00.5Z']]);
  const bad = [
    { ODD_FLOAT: '1e400', ODD_DAY: '2023-02-29', ODD_TIME: '2023-02-29 10:00:00+00', ODD_FLAG: 'maybe' },
    { ODD_FLOAT: 'many', ODD_DAY: 'today?', ODD_TIME: '2024-02-28 25:00:00+00', ODD_FLAG: '' },
    { ODD_FLOAT: '1e-400', ODD_DAY: '0000-01-01', ODD_TIME: '' },
  ];
  for (const attributes of bad)
    expect((await snapshot(attributes)).flat().filter((value) => value !== null && value !== '0.0000')).toEqual([]);
});

describe('in a database without a snapshot', () => {
  let fresh: ImportFixture;
  beforeAll(async () => {
    fresh = await importFixture();
    await fresh.write('people.csv', 'id\nA\n');
    await fresh.write('panel.csv', 'who,State,Page views,shoe,date\nA,x,3,44,2026-01-01\n');
  });
  afterAll(() => fresh.drop());

  const panel = { file: 'panel.csv', target: 'imported_attributes', source: 'panel', columns: { customer_id: 'who' } };
  const customers = () => fresh.client`select from facet.unified_customers`;
  const both =
    'import.yml, imports[1]: The alias "STATE" is refused for the column "State": it is the name of the built-in attribute "state" ' +
    '(State, province or region of residence). The alias "PAGE_VIEWS" is refused for the column "Page views": it is the name of ' +
    'the built-in attribute "page_views" (Page views up to the day). The alias "DATE" is refused for the column "date": its GraphQL ' +
    'name "date" is a field that every profile has. Give other names below "columns", such as { PANEL_STATE: State, ' +
    'PANEL_PAGE_VIEWS: Page views, PANEL_DATE: date } and the other columns that are wanted.';

  test.each([false, true])(
    'names of calculated attributes are refused before anything is read (dry run: %s)',
    async (dryRun) => {
      await expect(fresh.run([people, panel], { dryRun })).rejects.toMatchObject({
        message: both,
        code: 'ALIAS_RESERVED',
      });
      expect(await customers()).toHaveLength(0);
    },
  );

  test('so are those of declared attributes, and those of attributes that are not made', async () => {
    const attribute = { name: 'shoe', kind: 'count', source: 'orders', description: 'Shoes bought.' };
    const file = join(fresh.folder, 'facet.yml');
    await writeFile(file, JSON.stringify({ enrichment: { attributes: [attribute], only: ['shoe'] } }));
    const config = readConfig({ FACET_CONFIG: file });
    const columns = { customer_id: 'who', SHOE: 'shoe', BOUNCE_RATE: 'shoe' };
    await expect(fresh.run([people, { ...panel, columns }], {}, { ...fresh.job, config })).rejects.toThrow(
      /"SHOE" is refused for the column "shoe": it is the name of the attribute of enrichment\.attributes\.0, "shoe" \(Shoes bought\)\. The alias "BOUNCE_RATE"/,
    );
  });

  test('behind an alias list, too, before the list is read', async () => {
    await fresh.write('list.csv', 'slot,alias\nSTR9,HOME_TOWN\n');
    const list = { file: 'list.csv', target: 'customer_profile_fields', columns: { slot: 'slot', alias: 'alias' } };
    await expect(fresh.run([list, panel])).rejects.toMatchObject({ code: 'ALIAS_RESERVED' });
    expect(await fresh.client`select from facet.customer_profile_fields`).toHaveLength(0);
  });

  test('under the names that the sentence gives the file comes in, and the snapshot too', async () => {
    const columns = { customer_id: 'who', PANEL_STATE: 'State', PANEL_PAGE_VIEWS: 'Page views', SHOE: 'shoe' };
    expect(counts((await fresh.run([people, { ...panel, columns }])).files[1])).toEqual([1, 1, 0]);
    await expect(runSnapshot(fresh.job)).resolves.toMatchObject({ rows: 1 });
  });
});

test.each<[string, object, string]>([
  ['no source', { source: undefined }, 'imports[0].source: name the source of these attributes, e.g. demographics.'],
  ['a source that is no name', { source: 'My Club' }, 'imports[0].source: "My Club" is no name of a source'],
  [
    'an unknown type',
    { columns: { customer_id: 'member', A: { column: 'points', type: 'money' } } },
    'columns.A.type: ',
  ],
  [
    'another type than before',
    { columns: { customer_id: 'member', POINTS: { column: 'points', type: 'text' } } },
    'The attribute "POINTS" of "club" is decimal in the catalogue ("POINTS", FIELD',
  ],
  ['a name that is taken', { columns: { customer_id: 'member', AGE: 'points' } }, 'the name is taken by "AGE"'],
  ['so with a way out', { columns: { customer_id: 'member', AGE: 'points' } }, 'another name below "columns".'],
  [
    'an alias that is none',
    { columns: { customer_id: 'member', 'no alias': 'points' } },
    'The alias "no alias" is refused',
  ],
  [
    'a source of another target',
    { target: 'products', columns: { product_id: 'member' } },
    'only imported_attributes have a source',
  ],
])('%s is refused with a sentence', async (_, change, sentence) => {
  expect(await fixture.failure([{ ...club, ...change }])).toContain(sentence);
});
