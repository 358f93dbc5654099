import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { csv, faults, recipients } from '../campaignFiles.js';
import { counts, importFixture, type ImportFixture } from '../importFixture.js';

let fixture: ImportFixture;
beforeAll(async () => {
  fixture = await importFixture();
});
afterAll(() => fixture.drop());

const rows = (query: string): Promise<unknown[]> => fixture.client.unsafe(query).values();

const run = async (entry: object) => (await fixture.run([entry])).files[0];

test('recipients need no known campaign; without a key of their own equal ones are several', async () => {
  const lines = ['A,7,false,2026-01-02T08:00:00Z', 'A,7,false,2026-01-02T08:00:00Z', 'B,7,,2026-01-02T08:00:00Z'];
  const bad = ['C,7,maybe,2026-01-02T08:00:00Z', 'C,7,true,', ',7,true,2026-01-02T08:00:00Z'];
  await fixture.write(
    'recipients.csv',
    csv('customer,campaign,control,at', ...lines, ...bad, 'D,7,true,2026-01-02T08:00:00Z'),
  );
  const file = await run(recipients);
  expect(counts(file)).toEqual([7, 4, 3]);
  expect(faults(file)).toEqual([
    '5 control: maybe is neither true nor false',
    '6 at:  is empty, and delivery_datetime must be known',
    '7 customer:  is empty, and customer_id must be known',
  ]);
  const stored = () =>
    rows(`select customer_id, is_control, count(*)::int from facet.campaign_recipients group by 1, 2 order by 1`);
  expect(await stored()).toEqual([
    ['A', false, 2],
    ['B', false, 1],
    ['D', true, 1],
  ]);
  expect(counts(await run(recipients))).toEqual([7, 0, 3]);
  const keyed = { ...recipients, file: 'keyed.csv', columns: { ...recipients.columns, pk: 'pk' } };
  const row = (pk: string, control: string) => `${pk},E,7,${control},2026-01-02T08:00:00Z`;
  await fixture.write(
    'keyed.csv',
    csv('pk,customer,campaign,control,at', row('1', 'false'), row('1', 'true'), row('2', 'false')),
  );
  expect(counts(await run(keyed))).toEqual([3, 2, 0]);
  expect((await stored()).slice(-2)).toEqual([
    ['E', false, 1],
    ['E', true, 1],
  ]);
});
