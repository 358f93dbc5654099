import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { guessYaml } from '../../../../src/ingest/import/guess/guessYaml.js';
import { planImport } from '../../../../src/ingest/import/plan/planImport.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'facet-guess-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** The guess for a file of these lines, which the importer takes as it is. */
async function guess(...lines: readonly string[]): Promise<{ text: string; target: string; columns: object }> {
  await writeFile(join(folder, 'data.csv'), `${lines.join('\n')}\n`);
  const text = await guessYaml(join(folder, 'data.csv'));
  await writeFile(join(folder, 'guess.yml'), text);
  expect(await planImport(join(folder, 'guess.yml'))).toHaveLength(1);
  const { imports } = parse(text) as { imports: { target: string; columns: object }[] };
  return { text, target: '', columns: {}, ...imports[0] };
}

test("targeted and excluded customers: the client's number before the source's own", async () => {
  const { text, target, columns } = await guess(
    'EXECUTION_DATE,CUSTOMER_ID,CLIENT_CUSTOMER_ID,PLAN_ID,PLAN_DETAIL_ID,CAMPAIGN_ACTION_ID,EXCLUSION_REASON,LAST_UPDATED_TIME',
    '2026-01-02,77,A,1,12,2,,2026-01-02T06:30:00Z',
    '2026-01-02,78,B,1,,,Too many,2026-01-02T06:30:00Z',
  );
  expect([target, columns]).toEqual([
    'campaign_targetings',
    {
      customer_id: 'CLIENT_CUSTOMER_ID',
      execution_date: 'EXECUTION_DATE',
      plan_id: 'PLAN_ID',
      plan_detail_id: 'PLAN_DETAIL_ID',
      exclusion_reason: 'EXCLUSION_REASON',
      last_updated_time: 'LAST_UPDATED_TIME',
    },
  ]);
  expect(text).toContain('# not mapped: CUSTOMER_ID');
  expect(text).toContain('# not mapped: CAMPAIGN_ACTION_ID');
});

test('scheduled campaigns, which hold actions and channels as well', async () => {
  const { text, target, columns } = await guess(
    'PLAN_ID,CAMPAIGN_NAME,PLAN_DETAIL_ID,PLAN_DETAIL_CHANNEL_ID,CAMPAIGN_ACTION_ID,CAMPAIGN_ACTION_NAME,CHANNEL_ID,CHANNEL_NAME,CAMPAIGN_TYPE,CAMPAIGN_TYPE_NAME,TAG_NAMES,EXECUTION_START_DATE,EXECUTION_END_DATE',
    '1,Spring,12,121,2,Test,6,E-mail,1,Test/Control,"a,b",2026-01-01,2026-01-31',
  );
  expect([target, columns]).toEqual([
    'campaigns',
    {
      plan_id: 'PLAN_ID',
      campaign_name: 'CAMPAIGN_NAME',
      campaign_type: 'CAMPAIGN_TYPE',
      campaign_type_name: 'CAMPAIGN_TYPE_NAME',
      tag_names: 'TAG_NAMES',
      execution_start_date: 'EXECUTION_START_DATE',
      execution_end_date: 'EXECUTION_END_DATE',
    },
  ]);
  expect(text).toContain('# The file has campaign_actions as well: import it into that, too.');
  expect(text).toContain('# The file has campaign_action_channels as well: import it into that, too.');
});

test('actions and channels by themselves', async () => {
  const actions = await guess(
    'PLAN_ID,PLAN_DETAIL_ID,CAMPAIGN_ACTION_ID,CAMPAIGN_ACTION_NAME',
    '1,11,1,DN',
    '1,12,2,Test',
  );
  expect([actions.target, Object.keys(actions.columns)]).toEqual([
    'campaign_actions',
    ['plan_id', 'plan_detail_id', 'campaign_action_id', 'campaign_action_name'],
  ]);
  const channels = await guess(
    'PLAN_ID,PLAN_DETAIL_ID,PLAN_DETAIL_CHANNEL_ID,CHANNEL_ID,CHANNEL_NAME,TEMPLATE_NAME',
    '1,12,121,6,E-mail,T',
  );
  expect([channels.target, Object.keys(channels.columns)]).toEqual([
    'campaign_action_channels',
    ['plan_id', 'plan_detail_id', 'plan_detail_channel_id', 'channel_id', 'channel_name', 'template_name'],
  ]);
});

test('campaign recipients: a type in words, and times without an offset', async () => {
  const { text, target, columns } = await guess(
    'pk,amperity_id,campaign_id,campaign_name,campaign_type,treatment_id,treatment_name,is_control,destination_name,delivery_datetime,launch_datetime',
    'k1,0ae1,c7,Spring,One-time,t1,Control,true,Mail,2026-01-02 08:00:00,',
    'k2,0ae2,c7,Spring,Recurring,t2,All,false,Mail,2026-01-02 08:00:00,',
  );
  expect(target).toBe('campaign_recipients');
  expect(columns).toMatchObject({
    customer_id: 'amperity_id',
    pk: 'pk',
    campaign_id: 'campaign_id',
    campaign_type: 'campaign_type',
    is_control: 'is_control',
  });
  expect(text).toContain('delivery_datetime');
  expect(text).toContain('zone: UTC # times have no offset');
});

test('coupons, redemptions, and campaigns without names', async () => {
  const coupons = await guess('coupon_upc,product_id,campaign_id', '1,2,3');
  expect([coupons.target, coupons.columns]).toEqual([
    'campaign_coupons',
    { plan_id: 'campaign_id', coupon_id: 'coupon_upc', product_id: 'product_id' },
  ]);
  const redemptions = await guess('household_id,coupon_upc,campaign_id,redemption_date', 'H,1,3,02.01.2026');
  expect([redemptions.target, redemptions.columns]).toEqual([
    'coupon_redemptions',
    {
      customer_id: 'household_id',
      plan_id: 'campaign_id',
      coupon_id: 'coupon_upc',
      redemption_date: { column: 'redemption_date', format: 'DD.MM.YYYY' },
    },
  ]);
  const campaigns = await guess('campaign_id,campaign_type,start_date,end_date', '3,Type A,2026-01-01,2026-01-31');
  expect(campaigns.target).toBe('campaigns');
  expect(campaigns.columns).toMatchObject({ campaign_name: 'campaign_id', campaign_type_name: 'campaign_type' });
  expect(campaigns.text).toContain('campaign_name: campaign_id # no column looks like a name');
});
