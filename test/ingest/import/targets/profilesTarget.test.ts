import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runSnapshot } from '../../../../src/enrichment/runSnapshot.js';
import { listedType } from '../../../../src/ingest/import/targets/fields/listedType.js';
import { openGraph } from '../../../support/graph.js';
import { counts, importFixture, type ImportFixture } from '../importFixture.js';

let fixture: ImportFixture;
beforeAll(async () => {
  fixture = await importFixture();
  await fixture.write(
    'fields.csv',
    [
      'FIELD_NAME,ALIAS_FIELD_NAME,DESCRIPTION,DATA_TYPE,VALID_FROM,VALID_TO',
      'STR12,VIP_LEVEL,Level of the programme,VARCHAR(20),,',
      'FIELD153,ECOM_TOTAL_NET_SALES_AMOUNT_1M,Net sales,"DECIMAL(19,4)",,',
      'FIELD9,VISITS,,INT,,2026-01-02',
      'FIELD9,CLICKS,,BIGINT,2026-01-02,',
      'FIELD10,VIP_LEVEL,Twice,INT,,',
      'FIELD 7,SPACED,,INT,,',
    ].join('\n'),
  );
  await fixture.write(
    'profiles.csv',
    [
      'CLIENT_CUSTOMER_ID,PROFILE_DATE,STR12,FIELD153,FIELD9,FIELD77',
      'C1,2026-01-01,Gold,100.12345,3,1',
      'C2,2026-01-01,,,4,1',
      'C1,2026-01-02,Silver,12345678901234567890,5,1',
      'C1,2026-01-02,Bronze,-1.5,6,1',
      'C1,2026-02-01,Gold,0,7,1',
    ].join('\n'),
  );
});
afterAll(() => fixture.drop());

const fields = {
  file: 'fields.csv',
  target: 'customer_profile_fields',
  columns: {
    slot: 'FIELD_NAME',
    alias: 'ALIAS_FIELD_NAME',
    description: 'DESCRIPTION',
    data_type: 'DATA_TYPE',
    valid_from: 'VALID_FROM',
    valid_to: 'VALID_TO',
  },
};
const profiles = {
  file: 'profiles.csv',
  target: 'customer_profiles',
  columns: { customer_id: 'CLIENT_CUSTOMER_ID', profile_date: 'PROFILE_DATE' },
};

test('an alias list goes into the catalogue; a row that collides is a reject', async () => {
  const { files } = await fixture.run([fields]);
  expect(counts(files[0])).toEqual([6, 4, 2]);
  expect(files[0]?.rejects.map(({ line, reason }) => [line, reason])).toEqual([
    [6, expect.stringContaining('the name is taken by "VIP_LEVEL" (STR12, on all days)')],
    [7, expect.stringContaining('The slot "FIELD 7" is refused for "SPACED"')],
  ]);
  expect(
    await fixture.client`select slot, alias, data_type, description, valid_from, valid_to from facet.customer_profile_fields
      order by field_id`.values(),
  ).toEqual([
    ['STR12', 'VIP_LEVEL', 'text', 'Level of the programme', null, null],
    ['FIELD153', 'ECOM_TOTAL_NET_SALES_AMOUNT_1M', 'decimal', 'Net sales', null, null],
    ['FIELD9', 'VISITS', 'integer', 'VISITS, as its source gives it.', null, '2026-01-02'],
    ['FIELD9', 'CLICKS', 'bigint', 'CLICKS, as its source gives it.', '2026-01-02', null],
  ]);
  await fixture.client`delete from facet.import_files`;
  expect(counts((await fixture.run([fields])).files[0])).toEqual([6, 0, 2]);
});

test('ready snapshots are served slot for slot, and their customers are known', async () => {
  const said: string[] = [];
  const telling = { ...fixture.job, progress: { say: (line: string) => said.push(line), update: () => {} } };
  const { files, derived } = await fixture.run([profiles], {}, telling);
  // Of two rows for one customer and day the last counts; 31 January is today, so 1 February has not been seen.
  expect(counts(files[0])).toEqual([5, 3, 1]);
  expect(files[0]?.rejects).toMatchObject([
    { line: 6, column: 'PROFILE_DATE', value: '2026-02-01', reason: 'is after today, 2026-01-31' },
  ]);
  expect(said.join()).toContain('columns are left out, for no alias says what they mean: FIELD77');
  expect(derived).toContainEqual({ table: 'customers', rows: 2 });
  const graph = await openGraph(fixture, '2026-01-31');
  const { data, errors } = await graph.ask(`{ customers { edges { node { id
    first: profile(date: "2026-01-01") { date fields { vipLevel ecomTotalNetSalesAmount1m visits clicks } }
    second: profile(date: "2026-01-02") { date fields { vipLevel ecomTotalNetSalesAmount1m visits clicks } } } } } }`);
  expect(errors).toEqual([]);
  const nothing = { vipLevel: null, ecomTotalNetSalesAmount1m: null, clicks: null };
  expect(data).toEqual({
    customers: {
      edges: [
        {
          node: {
            id: 'C1',
            first: {
              date: '2026-01-01',
              fields: { vipLevel: 'Gold', ecomTotalNetSalesAmount1m: '100.12345', visits: 3, clicks: null },
            },
            second: {
              date: '2026-01-02',
              fields: { vipLevel: 'Bronze', ecomTotalNetSalesAmount1m: '-1.5', visits: null, clicks: '6' },
            },
          },
        },
        { node: { id: 'C2', first: { date: '2026-01-01', fields: { ...nothing, visits: 4 } }, second: null } },
      ],
    },
  });
});

const days = () =>
  fixture.client`select profile_date, load_id, rows, complete from facet.profile_days order by 1`.values();

test('the same snapshots again change nothing; a changed one gives its day alone a new load', async () => {
  const before = await days();
  await fixture.client`delete from facet.import_files`;
  expect(counts((await fixture.run([profiles])).files[0])).toEqual([5, 0, 1]);
  expect(await days()).toEqual(before);
  await fixture.write(
    'profiles.csv',
    'CLIENT_CUSTOMER_ID,PROFILE_DATE,FIELD153\nC2,2026-01-02,1e100\nC2,2026-01-01,\n',
  );
  expect(counts((await fixture.run([profiles])).files[0])).toEqual([2, 1, 0]);
  const [first, second] = await days();
  expect([first, second?.slice(2)]).toEqual([before[0], ['2', true]]);
  expect(second?.[1]).not.toBe(before[1]?.[1]);
  // A number that does not fit becomes null and is counted, and slots that the file does not have stay as they were.
  expect(
    await fixture.client`select customer_id, profile_date, str12, field153, field9, unfit from facet.customer_profiles
      order by 1, 2`.values(),
  ).toEqual([
    ['C1', '2026-01-01', 'Gold', '100.12345', '3', 0],
    ['C1', '2026-01-02', 'Bronze', '-1.5', '6', 0],
    ['C2', '2026-01-01', null, null, '4', 0],
    ['C2', '2026-01-02', null, null, null, 1],
  ]);
});

test('two columns of one slot are refused, unless the mapping says which', async () => {
  await fixture.write('twice.csv', 'id,day,STR50,str50\nA,2026-01-01,x,y\n');
  const twice = { file: 'twice.csv', target: 'customer_profiles', columns: { customer_id: 'id', profile_date: 'day' } };
  expect(await fixture.failure([twice])).toContain('imports[0].columns: "STR50" and "str50" are both the slot STR50');
  const both = { ...twice, columns: { ...twice.columns, STR50: 'STR50', str50: 'str50' } };
  expect(await fixture.failure([both])).toContain('"STR50" and "str50" are both the slot STR50; name one.');
  const one = { ...twice, columns: { ...twice.columns, STR50: 'str50' } };
  const { files } = await fixture.run([one], { dryRun: true });
  expect(files[0]?.rowsRejected).toBe(0);
});

test('a table of the database is as good a source', async () => {
  await fixture.client`create table public.old_profiles as
    select 'C3' as customer, date '2026-01-03' as day, 'Gold'::text as str12, 5 as field153`;
  const { files } = await fixture.run([
    {
      table: 'public.old_profiles',
      target: 'customer_profiles',
      columns: { customer_id: 'customer', profile_date: 'day' },
    },
  ]);
  expect(counts(files[0])).toEqual([1, 1, 0]);
  const graph = await openGraph(fixture, '2026-01-31');
  const { data } = await graph.ask(
    '{ customer(id: "C3") { profile { attributes(names: ["STR12", "FIELD153"]) { name value } } } }',
  );
  expect(data).toEqual({
    customer: {
      profile: {
        attributes: [
          { name: 'VIP_LEVEL', value: 'Gold' },
          { name: 'ECOM_TOTAL_NET_SALES_AMOUNT_1M', value: '5' },
        ],
      },
    },
  });
});

test('days that the next snapshot run would drop are rejects, counted from the newest of the table and the file', async () => {
  const old = { ...profiles, file: 'old.csv' };
  const days = (...list: string[]) => list.map((day) => `C1,${day},1\n`).join('');
  const header = 'CLIENT_CUSTOMER_ID,PROFILE_DATE,FIELD153\n';
  await fixture.write('old.csv', header + days('2024-12-16', '2026-01-20', '2024-12-15', '2030-01-01'));
  const { files } = await fixture.run([old]);
  expect(counts(files[0])).toEqual([4, 2, 2]);
  expect(files[0]?.rejects).toMatchObject([
    { line: 5, value: '2030-01-01', reason: 'is after today, 2026-01-31' },
    {
      line: 4,
      value: '2024-12-15',
      reason: 'is more than 400 days before the newest snapshot, 2026-01-20; raise snapshots.retentionDays to keep it',
    },
  ]);
  await fixture.write('old.csv', header + days('2024-12-15', '2025-05-01'));
  expect(counts((await fixture.run([old])).files[0])).toEqual([2, 1, 1]);
});

test('a listed name of a calculated attribute gives its slot to the attribute, or is a reject where it holds something else', async () => {
  const own = await importFixture();
  try {
    const rows = [
      'FIELD40,ecom_number_of_items,"DECIMAL(19,4)",',
      'FIELD41,AGE,,',
      'STR41,BIRTHDATE,VARCHAR(10),',
      'FIELD42,CITY,INT,',
      'STR43,EYES,VARCHAR(10),',
    ];
    await own.write('own.csv', `slot,alias,type,until\n${rows.join('\n')}\n`);
    const columns = { slot: 'slot', alias: 'alias', data_type: 'type', valid_to: 'until' };
    const said: string[] = [];
    const job = { ...own.job, progress: { say: (line: string) => said.push(line), update: () => {} } };
    const { files } = await own.run([{ file: 'own.csv', target: 'customer_profile_fields', columns }], {}, job);
    expect(counts(files[0])).toEqual([5, 3, 2]);
    expect(files[0]?.rejects.map(({ line, reason }) => [line, reason])).toEqual([
      [
        4,
        expect.stringContaining(
          'it is the name of the built-in attribute "birthdate" (Date of birth); choose another name',
        ),
      ],
      [
        5,
        expect.stringContaining(
          'it is the name of the built-in attribute "city" (City of residence); choose another name',
        ),
      ],
    ]);
    expect(said).toContain(
      'the next facet snapshot fills 2 of these slots, whose names are those of calculated attributes: FIELD40 (ecom_number_of_items), FIELD41 (AGE)',
    );
    await own.write('people.csv', 'id,born\nA,2000-01-31\n');
    const person = { customer_id: 'id', datasource: { constant: 'x' }, pk: 'id', birthdate: 'born' };
    await own.run([{ file: 'people.csv', target: 'unified_customers', columns: person }]);
    await runSnapshot(own.job);
    // On 30 January somebody born on 31 January 2000 is still 25.
    expect(await own.client`select field40, field41, str43 from facet.customer_profiles`.values()).toEqual([
      ['0', '25', null],
    ]);
    expect(
      await own.client`select slot, data_type, definition from facet.customer_profile_fields where alias in ('AGE', 'EYES', 'BIRTHDATE', 'CITY') order by 1`.values(),
    ).toEqual([
      ['DATE1', 'date', 'birthdate'],
      ['FIELD41', 'integer', 'age'],
      ['STR2', 'text', 'city'],
      ['STR43', 'text', null],
    ]);
  } finally {
    await own.drop();
  }
});

test('snapshots are read again once an alias list says what a slot means that was left out', async () => {
  await fixture.write('late.csv', 'CLIENT_CUSTOMER_ID,PROFILE_DATE,FIELD88\nC9,2026-01-05,7\n');
  const late = { ...profiles, file: 'late.csv' };
  await fixture.run([late]);
  expect((await fixture.run([late])).files[0]?.unchanged).toBe(true);
  await fixture.write('late_fields.csv', 'slot,alias\nFIELD88,LATE_NUMBER\n');
  const list = {
    file: 'late_fields.csv',
    target: 'customer_profile_fields',
    columns: { slot: 'slot', alias: 'alias' },
  };
  const { files } = await fixture.run([list, late]);
  expect(files.map(counts)).toEqual([
    [1, 1, 0],
    [1, 1, 0],
  ]);
  expect(await fixture.client`select field88 from facet.customer_profiles where customer_id = 'C9'`.values()).toEqual([
    ['7'],
  ]);
});

test.each([
  ['VARCHAR(200)', 'STR1', 'text'],
  ['NUMBER(38,0)', 'FIELD1', 'decimal'],
  ['int', 'FIELD1', 'integer'],
  ['boolean', 'STR1', 'boolean'],
  ['DATE', 'STR1', 'text'],
  ['DATE', 'DATE1', 'date'],
  ['TIMESTAMP_NTZ(9)', 'TIME1', 'datetime'],
  [null, 'FIELD1', 'decimal'],
])('a listed type %s of %s is %s', (text, slot, type) => expect(listedType(text, slot)).toBe(type));
