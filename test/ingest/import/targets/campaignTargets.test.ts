import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { actions, campaigns, channels, csv, faults, known } from '../campaignFiles.js';
import { counts, importFixture, type ImportFixture } from '../importFixture.js';

let fixture: ImportFixture;
beforeAll(async () => {
  fixture = await importFixture();
});
beforeEach(async () => {
  await fixture.client`truncate facet.campaigns, facet.campaign_actions, facet.campaign_action_channels, facet.import_files`;
  for (const [name, content] of Object.entries(known)) await fixture.write(name, content);
});
afterAll(() => fixture.drop());

const rows = (query: string): Promise<unknown[]> => fixture.client.unsafe(query).values();

test('campaigns, actions and channels come in whatever order the config lists them in', async () => {
  const expected = [
    ['campaigns', 2, 2, 0],
    ['campaign_actions', 2, 2, 0],
    ['campaign_action_channels', 2, 2, 0],
  ];
  const countsByTarget = async (dryRun: boolean) =>
    (await fixture.run([channels, actions, campaigns], { dryRun })).files.map((file) => [file.target, ...counts(file)]);
  expect(await countsByTarget(true)).toEqual(expected);
  expect(await rows('select count(*)::int from facet.campaigns')).toEqual([[0]]);
  expect(await countsByTarget(false)).toEqual(expected);
  expect(
    await rows(`select plan_id, tag_names, execution_end_date, campaign_action_id, channel_name
      from facet.campaigns left join facet.campaign_actions using (plan_id)
        left join facet.campaign_action_channels using (plan_id, plan_detail_id) order by 1, 4, 5`),
  ).toEqual([
    ['1', ['a', 'b'], '2026-01-31', 1, null],
    ['1', ['a', 'b'], '2026-01-31', 2, 'E-mail'],
    ['1', ['a', 'b'], '2026-01-31', 2, 'SMS'],
    ['2', [], null, null, null],
  ]);
  await fixture.client`delete from facet.import_files`;
  const again = await fixture.run([campaigns, actions, channels]);
  expect(again.files.map(counts)).toEqual([
    [2, 0, 0],
    [2, 0, 0],
    [2, 0, 0],
  ]);
});

test('a campaign that ends before it starts is a reject, one of a single day is not', async () => {
  await fixture.write(
    'campaigns.csv',
    csv(
      'plan,name,start,end,tags',
      '1,Backwards,2026-02-01,2026-01-31,',
      '2,One day,2026-02-01,2026-02-01,',
      '3,Endless,2026-02-01,,',
      '4,,2026-02-01,,',
      '5,No start,,2026-02-01,',
      '6,Odd start,2026-02-30,,',
    ),
  );
  const { files } = await fixture.run([campaigns]);
  expect(faults(files[0])).toEqual([
    '2 end: 2026-01-31 is before execution_start_date',
    '5 name:  is empty, and campaign_name must be known',
    '6 start:  is empty, and execution_start_date must be known',
    '7 start: 2026-02-30 is not a day of the calendar (YYYY-MM-DD)',
  ]);
  expect(await rows('select plan_id from facet.campaigns order by 1')).toEqual([['2'], ['3']]);
  // Without a column for the end the stored one stays, and counts.
  const { plan_id, campaign_name, execution_start_date } = campaigns.columns;
  await fixture.write('starts.csv', csv('plan,name,start', '2,One day,2026-02-02', '3,Endless,2027-01-01'));
  const starts = { ...campaigns, file: 'starts.csv', columns: { plan_id, campaign_name, execution_start_date } };
  const file = (await fixture.run([starts])).files[0];
  expect([...counts(file), faults(file)]).toEqual([
    2,
    1,
    1,
    ['2 start: 2026-02-02 is after the execution_end_date that is stored'],
  ]);
});

test('actions of unknown campaigns, and channels of unknown actions or of control, are rejects', async () => {
  await fixture.write(
    'actions.csv',
    csv('plan,detail,action,name', '1,11,1,Nichts tun', '1,12,2,Test', '9,91,2,Test', '2,21,2,dn', '2,22,two,Test'),
  );
  await fixture.write(
    'channels.csv',
    csv('plan,detail,id,channel,name', '1,12,1,6,E-mail', '1,11,2,6,E-mail', '1,99,3,6,E-mail', '9,91,4,6,E-mail'),
  );
  const { files } = await fixture.run([campaigns, actions, channels]);
  expect(files.map(counts)).toEqual([
    [2, 2, 0],
    [5, 2, 3],
    [4, 1, 3],
  ]);
  expect(faults(files[1])).toEqual([
    '4 plan: 9 is no row of campaigns',
    '5 name: dn is the name of control, whose campaign_action_id is 1',
    '6 action: two is not a whole number',
  ]);
  expect(faults(files[2])).toEqual([
    '3 detail: 11 is control, which nothing is sent to by any channel',
    '4 detail: 99 is no action of its campaign in campaign_actions',
    '5 plan: 9 is no row of campaigns',
  ]);
});

test('an action whose channels are stored does not become control before they are deleted', async () => {
  await fixture.run([campaigns, actions, channels]);
  await fixture.write('actions.csv', csv('plan,detail,action,name', '1,11,1,Control', '1,12,1,DN', '2,12,1,DN'));
  const refused = (await fixture.run([actions])).files[0];
  expect([...counts(refused), faults(refused)]).toEqual([
    3,
    2,
    1,
    [
      '3 detail: 12 would become control, which nothing is sent to, and channels of it are stored: ' +
        'delete its rows of campaign_action_channels first',
    ],
  ]);
  const action = () =>
    rows(`select campaign_action_id, campaign_action_name from facet.campaign_actions
      where plan_id = '1' and plan_detail_id = '12'`);
  expect(await action()).toEqual([[2, 'Test']]);
  await fixture.client`delete from facet.campaign_action_channels where plan_id = '1'`;
  expect(counts((await fixture.run([actions])).files[0])).toEqual([3, 1, 0]);
  expect(await action()).toEqual([[1, 'DN']]);
});
