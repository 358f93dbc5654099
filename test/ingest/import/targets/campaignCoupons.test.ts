import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { campaigns, coupons, csv, faults, known, redemptions } from '../campaignFiles.js';
import { counts, importFixture, type ImportFixture } from '../importFixture.js';

let fixture: ImportFixture;
beforeAll(async () => {
  fixture = await importFixture();
});
beforeEach(async () => {
  await fixture.client`truncate facet.campaigns, facet.campaign_coupons, facet.coupon_redemptions, facet.import_files`;
  for (const [name, content] of Object.entries(known)) await fixture.write(name, content);
});
afterAll(() => fixture.drop());

const rows = (query: string): Promise<unknown[]> => fixture.client.unsafe(query).values();

test('coupons and redemptions are of known campaigns; equal redemptions are several, equal coupons one', async () => {
  await fixture.write('coupons.csv', csv('plan,coupon,product', '1,C1,P1', '1,C1,P2', '1,C1,P1', '9,C1,P1', '1,,P3'));
  const used = [
    'A,1,C1,2026-01-02',
    ' A ,1,C1,2026-01-02',
    'B,1,C8,2026-03-01',
    'A,9,C1,2026-01-02',
    ',1,C1,2026-01-02',
  ];
  await fixture.write('redemptions.csv', csv('customer,plan,coupon,day', ...used));
  const { files } = await fixture.run([redemptions, coupons, campaigns]);
  expect(files.map((file) => [file.target, ...counts(file), file.rowsSuperseded])).toEqual([
    ['campaigns', 2, 2, 0, 0],
    ['coupon_redemptions', 5, 3, 2, 0],
    ['campaign_coupons', 5, 2, 2, 1],
  ]);
  expect(faults(files[1])).toEqual([
    '5 plan: 9 is no row of campaigns',
    '6 customer:  is empty, and customer_id must be known',
  ]);
  expect(faults(files[2])).toEqual([
    '5 plan: 9 is no row of campaigns',
    '6 coupon:  is empty, and coupon_id must be known',
  ]);
  const stored = `select customer_id, coupon_id, redemption_date, count(distinct redemption_id)::int
    from facet.coupon_redemptions group by 1, 2, 3 order by 1`;
  const expected = [
    ['A', 'C1', '2026-01-02', 2],
    ['B', 'C8', '2026-03-01', 1],
  ];
  expect(await rows(stored)).toEqual(expected);
  // A file that overlaps with the first brings its new row alone.
  await fixture.write('redemptions.csv', csv('customer,plan,coupon,day', ...used.slice(0, 2), 'C,2,C1,2026-01-03'));
  const again = await fixture.run([redemptions, coupons]);
  expect(again.files.map(counts)).toEqual([
    [3, 1, 0],
    [5, 0, 2],
  ]);
  expect(await rows(stored)).toEqual([...expected, ['C', 'C1', '2026-01-03', 1]]);
});

test('a redemption with a number of its own is changed by it', async () => {
  const numbered = { ...redemptions, columns: { ...redemptions.columns, redemption_id: 'id' } };
  await fixture.write('redemptions.csv', csv('id,customer,plan,coupon,day', 'R1,A,1,C1,2026-01-02'));
  await fixture.run([campaigns, numbered]);
  await fixture.write('redemptions.csv', csv('id,customer,plan,coupon,day', 'R1,A,1,C2,2026-01-02'));
  expect(counts((await fixture.run([numbered])).files[0])).toEqual([1, 1, 0]);
  expect(await rows('select redemption_id, coupon_id from facet.coupon_redemptions')).toEqual([['R1', 'C2']]);
});
