import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { actions, campaigns, csv, known, targetings } from '../campaignFiles.js';
import { counts, importFixture, type ImportFixture } from '../importFixture.js';

let fixture: ImportFixture;
beforeAll(async () => {
  fixture = await importFixture();
});
beforeEach(async () => {
  await fixture.client`truncate facet.campaigns, facet.campaign_actions, facet.campaign_targetings, facet.import_files`;
  for (const [name, content] of Object.entries(known)) await fixture.write(name, content);
});
afterAll(() => fixture.drop());

const rows = (query: string): Promise<unknown[]> => fixture.client.unsafe(query).values();

const head = 'customer,day,plan,detail,reason,taken';
const write = (...lines: readonly string[]) => fixture.write('targetings.csv', csv(head, ...lines));
const run = async (entry: object = targetings) => (await fixture.run([entry])).files[0];

/** Customer, day, plan, action, reason and what the SQL view makes of it. */
const stored = () =>
  rows(`select customer_id, execution_date, plan_id, plan_detail_id, exclusion_reason, targeting_state
    from bi.vw_targeted_and_excluded_customers_v1_2 order by 1, 2, 3`);

const times = async () =>
  (
    await rows(`select customer_id, last_updated_time = 'epoch' as old from facet.campaign_targetings order by 1`)
  ).flatMap((row) => ((row as [string, boolean])[1] ? [] : [(row as string[])[0]]));

test('a second run changes nothing, a changed row itself alone and its time', async () => {
  await fixture.run([campaigns, actions]);
  await write('A,2026-01-02,1,12,,', 'B,2026-01-02,1,,Too many,2', 'C,2026-01-02,1,12,,');
  await run();
  expect(await times()).toEqual(['A', 'B', 'C']);
  await fixture.client`update facet.campaign_targetings set last_updated_time = 'epoch'`;
  expect((await run())?.unchanged).toBe(true);
  await fixture.client`delete from facet.import_files`;
  expect(counts(await run())).toEqual([3, 0, 0]);
  expect(await times()).toEqual([]);
  await write('A,2026-01-02,1,12,,', 'B,2026-01-02,1,12,,', 'C,2026-01-02,1,12,,');
  expect(counts(await run())).toEqual([3, 1, 0]);
  expect(await times()).toEqual(['B']);
  expect((await stored())[1]).toEqual(['B', '2026-01-02', '1', '12', null, 'TARGETED']);
});

test('the time that a source gives counts, and the rows without one have that of the import', async () => {
  await fixture.run([campaigns, actions]);
  const timed = { ...targetings, columns: { ...targetings.columns, last_updated_time: 'changed' } };
  const lines = (time: string) => csv(`${head},changed`, `A,2026-01-02,1,12,,,${time}`, 'B,2026-01-02,1,12,,,');
  await fixture.write('targetings.csv', lines('2026-01-02T06:30:00Z'));
  await run(timed);
  const known = () =>
    rows(`select customer_id, case when customer_id = 'A' then last_updated_time::text
      else (last_updated_time > now() - interval '1 hour')::text end from facet.campaign_targetings order by 1`);
  expect(await known()).toEqual([
    ['A', '2026-01-02 06:30:00+00'],
    ['B', 'true'],
  ]);
  await fixture.write('targetings.csv', lines('2026-01-03T06:30:00Z'));
  expect(counts(await run(timed))).toEqual([2, 1, 0]);
  await fixture.write('targetings.csv', lines(''));
  expect(counts(await run(timed))).toEqual([2, 0, 0]);
  expect(await known()).toEqual([
    ['A', '2026-01-03 06:30:00+00'],
    ['B', 'true'],
  ]);
});

test('a time of two digits for the year is past, as every instant of a table is', async () => {
  await fixture.run([campaigns, actions]);
  const changed = { column: 'changed', format: 'DD.MM.YY HH:mm', zone: 'UTC' };
  await fixture.write(
    'targetings.csv',
    csv(`${head},changed`, 'A,2026-01-02,1,12,,,02.01.26 06:30', 'B,2026-01-02,1,12,,,02.01.27 06:30'),
  );
  await run({ ...targetings, columns: { ...targetings.columns, last_updated_time: changed } });
  expect(await rows('select customer_id, last_updated_time::text from facet.campaign_targetings order by 1')).toEqual([
    ['A', '2026-01-02 06:30:00+00'],
    ['B', '1927-01-02 06:30:00+00'],
  ]);
});

test('what a mapping leaves out of the state is emptied: no row is targeted and excluded', async () => {
  await fixture.run([campaigns, actions]);
  await write('A,2026-01-02,1,,Too many,2', 'B,2026-01-02,1,12,,');
  await run();
  const { customer_id, execution_date, plan_id, plan_detail_id, exclusion_reason } = targetings.columns;
  const key = { customer_id, execution_date, plan_id };
  await fixture.write('targeted.csv', csv(head, 'A,2026-01-02,1,12,,'));
  await fixture.write('excluded.csv', csv(head, 'B,2026-01-02,1,,Too late,'));
  const { files } = await fixture.run([
    { ...targetings, file: 'targeted.csv', columns: { ...key, plan_detail_id } },
    { ...targetings, file: 'excluded.csv', columns: { ...key, exclusion_reason } },
  ]);
  expect(files.map(counts)).toEqual([
    [1, 1, 0],
    [1, 1, 0],
  ]);
  expect(
    await rows(
      'select customer_id, plan_detail_id, exclusion_reason, taken_from_plan_id from facet.campaign_targetings order by 1',
    ),
  ).toEqual([
    ['A', '12', null, null],
    ['B', null, 'Too late', null],
  ]);
});

test('a mapping that says neither whom a campaign was sent to nor whom it left out is refused', async () => {
  await fixture.run([campaigns, actions]);
  const { customer_id, execution_date, plan_id } = targetings.columns;
  const key = { customer_id, execution_date, plan_id, brand: { constant: 'b' } };
  await fixture.write('targetings.csv', csv('customer,day,plan', 'A,2026-01-02,1'));
  expect(await fixture.failure([{ ...targetings, columns: key }])).toBe(
    'UserError: import.yml, imports[0].columns: nothing is mapped to "plan_detail_id", so that everybody would count as ' +
      'excluded: map what names the action (a constant will do), or one of exclusion_reason_id, exclusion_reason, ' +
      'exclusion_reason_desc, taken_from_plan_id where all rows are of excluded customers.',
  );
  expect(await stored()).toEqual([]);
  expect(counts(await run({ ...targetings, columns: { ...key, plan_detail_id: { constant: '12' } } }))).toEqual([
    1, 1, 0,
  ]);
  expect(await stored()).toEqual([['A', '2026-01-02', '1', '12', null, 'TARGETED']]);
  const states = async (columns: object) => {
    await run({ ...targetings, columns: { ...key, ...columns } });
    return (await stored()).map((row) => (row as string[])[5]);
  };
  expect(await states({ taken_from_plan_id: { constant: '2' } })).toEqual(['EXCLUDED']);
  expect(await states({ plan_detail_id: { constant: '11' } })).toEqual(['CONTROL']);
  expect(await states({ exclusion_reason_desc: { constant: 'Too late' } })).toEqual(['EXCLUDED']);
});
