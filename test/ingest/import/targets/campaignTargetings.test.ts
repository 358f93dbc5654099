import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { actions, campaigns, csv, faults, known, targetings } from '../campaignFiles.js';
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

test('targeted, control and excluded; of campaigns whose actions nobody told, too', async () => {
  await write(
    ' A ,2026-01-02,1,12,,',
    'B,2026-01-02,1,11,,',
    'C,2026-01-02,1,,Too many,2',
    'D,2026-01-02,1,,,',
    'A,2026-03-02,2,x,,',
  );
  const { files } = await fixture.run([targetings, actions, campaigns]);
  expect(files.map((file) => [file.target, ...counts(file)])).toEqual([
    ['campaigns', 2, 2, 0],
    ['campaign_actions', 2, 2, 0],
    ['campaign_targetings', 5, 5, 0],
  ]);
  expect(await stored()).toEqual([
    ['A', '2026-01-02', '1', '12', null, 'TARGETED'],
    ['A', '2026-03-02', '2', 'x', null, 'TARGETED'],
    ['B', '2026-01-02', '1', '11', null, 'CONTROL'],
    ['C', '2026-01-02', '1', null, 'Too many', 'EXCLUDED'],
    ['D', '2026-01-02', '1', null, null, 'EXCLUDED'],
  ]);
});

test('rows that contradict themselves or the campaigns are rejects, and the others stay', async () => {
  await fixture.run([campaigns, actions]);
  await write(
    'A,2026-01-02,1,12,,',
    'B,2026-01-02,1,12,Too many,',
    'C,2026-01-02,1,12,,2',
    'D,2026-01-02,9,12,,',
    'E,2026-01-02,1,99,,',
    ',2026-01-02,1,12,,',
    'F,02.01.2026,1,12,,',
    'G,2026-01-02,,12,,',
    `${'H'.repeat(1001)},2026-01-02,1,12,,`,
    `I,2026-01-02,1,,'; drop table facet.campaigns; --,`,
  );
  const file = await run();
  expect(counts(file)).toEqual([10, 2, 8]);
  expect(faults(file)).toEqual(
    [
      '3 reason: Too many is of an excluded customer, and plan_detail_id says targeted: a row is one or the other',
      '4 taken: 2 is of an excluded customer, and plan_detail_id says targeted: a row is one or the other',
      '5 plan: 9 is no row of campaigns',
      '6 detail: 99 is no action of its campaign in campaign_actions',
      '7 customer:  is empty, and customer_id must be known',
      '8 day: 02.01.2026 is not a day of the calendar (YYYY-MM-DD)',
      '9 plan:  is empty, and plan_id must be known',
      `10 customer: ${'H'.repeat(200)}… is longer than 1,000 bytes`,
    ].toSorted(),
  );
  expect((await stored()).map((row) => (row as string[])[0])).toEqual(['A', 'I']);
  expect(await rows('select count(*)::int from facet.campaigns')).toEqual([[2]]);
});

test('texts are kept to the letter, whatever is in them', async () => {
  await fixture.run([campaigns, actions]);
  const hostile = String.raw`\N "quoted", \t, $1; ${'${x}'} <b> 'x' -- 😀`;
  await write(`A,2026-01-02,1,,"${hostile.replaceAll('"', '""')}\n\tsecond line",`, `"x\n\\.\ny",2026-01-02,1,12,,`);
  expect(counts(await run())).toEqual([2, 2, 0]);
  expect((await stored()).map((row) => [(row as string[])[0], (row as string[])[4]])).toEqual([
    ['A', `${hostile}\n\tsecond line`],
    ['x\n\\.\ny', null],
  ]);
});

test('an empty file is no fault', async () => {
  await fixture.run([campaigns, actions]);
  await write();
  expect(counts(await run())).toEqual([0, 0, 0]);
});

test('a customer has one targeting of a campaign and day, the last of the file, whatever the channels', async () => {
  await fixture.run([campaigns, actions]);
  await write('A,2026-01-02,1,12,,', 'A,2026-01-02,1,12,,', 'B,2026-01-02,1,12,,', ' B,2026-01-02,1,,Too many,2');
  const file = await run();
  expect([...counts(file), file?.rowsSuperseded]).toEqual([4, 2, 0, 2]);
  expect(await stored()).toEqual([
    ['A', '2026-01-02', '1', '12', null, 'TARGETED'],
    ['B', '2026-01-02', '1', null, 'Too many', 'EXCLUDED'],
  ]);
});

test('actions that come later warn of the targetings that name none of them, and so count as sent', async () => {
  await fixture.run([campaigns]);
  await write(
    'A,2026-01-02,1,11,,',
    'B,2026-01-02,1,x,,',
    'C,2026-01-02,1,x,,',
    'D,2026-01-02,1,,,',
    'E,2026-01-02,2,x,,',
  );
  expect(counts(await run())).toEqual([5, 5, 0]);
  const warnings = async () => {
    const said: string[] = [];
    const progress = { ...fixture.job.progress, say: (line: string) => said.push(line) };
    await fixture.run([actions], {}, { ...fixture.job, progress });
    return said.filter((line) => line.startsWith('warning: '));
  };
  expect(await warnings()).toEqual([
    'warning: stored targetings that name no action of their campaign, and so count as sent: 2, for example of campaign 1',
  ]);
  expect((await stored()).map((row) => (row as string[])[5])).toEqual([
    'CONTROL',
    'TARGETED',
    'TARGETED',
    'EXCLUDED',
    'TARGETED',
  ]);
  await fixture.write('actions.csv', `${known['actions.csv'] ?? ''}1,x,3,Other\n`);
  expect(await warnings()).toEqual([]);
});

describe('nobody is excluded by accident', () => {
  const withDetail = (plan_detail_id: unknown) => ({
    ...targetings,
    columns: { customer_id: 'customer', execution_date: 'day', plan_id: 'plan', plan_detail_id },
  });
  const state = (more = '') =>
    parse(`if: { when: { equals: [detail, { constant: '12' }] }, then: { constant: '12' }${more} }`) as object;

  test.each<[string, unknown, string]>([
    ['a condition without else', state(), 'other'],
    ['texts joined of which one is missing', { concat: [{ constant: '1' }, 'reason', 'detail'] }, 'other'],
    ['JSON without the member', { path: { of: 'detail', at: '$.arm' } }, '{}'],
    ['a lookup without the entry', { lookup: { of: 'detail', in: { '12': '12' } } }, 'other'],
    ['a lookup of an empty text', { lookup: { of: 'detail', in: { other: '' } } }, 'other'],
    [
      'a part whose own word for no value is read',
      parse('if: { when: { known: { column: plan, nulls: "1" } }, then: detail }'),
      '12',
    ],
  ])('%s is a reject where there was something to read', async (_, detail, text) => {
    await fixture.run([campaigns, actions]);
    await write(`A,2026-01-02,1,${text},,`, 'B,2026-01-02,1,,,');
    const file = await run(withDetail(detail));
    expect(file?.rejects).toMatchObject([{ line: 2, value: text }]);
    expect(await stored()).toEqual([['B', '2026-01-02', '1', null, null, 'EXCLUDED']]);
  });

  test('texts that mean "no value" in the column or in a part of it are meant, bad values are not', async () => {
    await fixture.run([campaigns, actions]);
    await write('A,2026-01-02,1,-,,', 'B,2026-01-02,1,?,,', 'C,2026-01-02,1,12,,');
    const file = await run(withDetail({ coalesce: [{ column: 'detail', nulls: ['-'] }, 'reason'], nulls: ['', '?'] }));
    expect(file?.rejects).toMatchObject([{ line: 3, value: '?' }]);
    const whole = await run(withDetail({ column: 'detail', nulls: ['-', '?'] }));
    expect(counts(whole)).toEqual([3, 1, 0]);
    expect((await stored()).map((row) => (row as string[]).at(-1))).toEqual(['EXCLUDED', 'EXCLUDED', 'TARGETED']);
    expect(await fixture.failure([withDetail({ column: 'detail', onBad: null })])).toContain(
      'onBad: no plan_detail_id would mean that the customer was excluded, which a bad value does not say.',
    );
  });

  test('where the mapping says null, it is meant', async () => {
    await fixture.run([campaigns, actions]);
    await write('A,2026-01-02,1,none,,', 'B,2026-01-02,1,12,,');
    const file = await run(withDetail(state(', else: null')));
    expect(counts(file)).toEqual([2, 2, 0]);
    await write('C,2026-01-02,1,none,,', 'D,2026-01-02,1,12,,');
    expect(counts(await run(withDetail({ lookup: { of: 'detail', in: { '12': '12', none: null } } })))).toEqual([
      2, 2, 0,
    ]);
    expect((await stored()).map((row) => (row as string[]).at(-1))).toEqual([
      'EXCLUDED',
      'TARGETED',
      'EXCLUDED',
      'TARGETED',
    ]);
  });

  test('a mapping that never gives an action is refused', async () => {
    await write('A,2026-01-02,1,12,,');
    const nothing = {
      lookup: {
        of: { constant: 'x' },
        in: {},
        otherwise: { coalesce: [{ divide: [{ constant: 1 }, { constant: 0 }] }] },
      },
    };
    expect(await fixture.failure([withDetail(nothing)])).toContain(
      'plan_detail_id is never known, which would mean that the customer was excluded in every row; leave it out.',
    );
  });

  test('a campaign has no end only where none is told', async () => {
    await fixture.write('campaigns.csv', csv('plan,name,start,end,tags', '7,x,2026-01-01,later,', '8,y,2026-01-01,,'));
    const end = parse(`if: { when: { matches: { of: end, pattern: '^2' } }, then: end }`) as object;
    const entry = { ...campaigns, columns: { ...campaigns.columns, execution_end_date: end } };
    const { files } = await fixture.run([entry]);
    expect(files[0]?.rejects).toMatchObject([{ line: 2, column: 'end', value: 'later' }]);
    expect(await rows('select plan_id, execution_end_date from facet.campaigns')).toEqual([['8', null]]);
  });
});
