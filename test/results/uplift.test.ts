import { expect, it } from '@jest/globals';
import type { CampaignValueRow } from '../../src/results/CampaignResultsRow.js';
import { rateUplift, valueUplift } from '../../src/results/uplift.js';

const value = (recipients: number, total: string | null, variance: number | null = 4): CampaignValueRow => ({
  name: 'revenue',
  unit: 'EUR',
  recipients,
  total,
  perRecipient: null,
  variance,
  uplift: null,
});

it('75,000 recipients with 0.11 each against 0.068 in control brought 3,150 more', () => {
  const found = valueUplift(value(75_000, '8250'), value(7_500, '510'), [900, 90]);
  expect(found).toMatchObject({ perRecipient: '0.042', total: '3150', lift: '0.6176470588', isTooSmall: false });
  // 0.042 ± 1.95996 × √(4 / 75,000 + 4 / 7,500), whose quantile is that of 9,100 degrees of freedom, 1.96022.
  expect(found?.interval?.lower).toBeCloseTo(0.042 - 1.96022 * 0.0242212, 4);
  expect(found?.totalInterval?.upper).toBeCloseTo(75_000 * (found?.interval?.upper ?? 0), 6);
});

it('the same of conversions', () => {
  const found = rateUplift({ total: '8250', size: 75_000 }, { total: '510', size: 7_500 });
  expect(found).toMatchObject({ perRecipient: '0.042', total: '3150', lift: '0.6176470588', isTooSmall: false });
  // Wilson's ends are 0.107781 and 0.112259 against 0.062520 and 0.073922.
  expect(found?.sentence).toBe(
    'More than chance: between 3.57 more and 4.79 more purchasers in 100 recipients than control, in 95 of 100 cases.',
  );
});

it.each([
  // Wilson's ends of both are 0.06567 and 0.14941.
  ['no more than control', '20', 'Not told from chance: between 6.02 less and 6.02 more'],
  ['fewer than control', '1', 'Less, and more than chance: between 14'],
])('%s is said so', (_, total, sentence) => {
  expect(rateUplift({ total, size: 200 }, { total: '20', size: 200 })?.sentence).toContain(sentence);
});

it.each([
  ['few purchasers are expected', '4', 100, true],
  ['enough are', '6', 100, false],
  ['few others are expected', '97', 100, true],
])('a group is too small to tell where %s', (_, total, size, isTooSmall) => {
  const found = rateUplift({ total, size }, { total, size });
  expect(found?.isTooSmall).toBe(isTooSmall);
  expect(found?.sentence.startsWith('The groups are too small to tell')).toBe(isTooSmall);
});

it.each([
  [29, 30, [9, 9], true],
  [30, 30, [9, 9], false],
  [30, 30, [9, 4], true],
  [30, 30, [], false],
])('revenue of %d and %d recipients with %j purchasers is too little to tell: %s', (one, other, hits, isTooSmall) => {
  expect(valueUplift(value(one, '90'), value(other, '80'), hits)?.isTooSmall).toBe(isTooSmall);
});

it('empty groups have no uplift, and a control without anything no lift', () => {
  expect(rateUplift({ total: '0', size: 0 }, { total: '1', size: 2 })).toBeNull();
  expect(rateUplift({ total: '1', size: 2 }, { total: '0', size: 0 })).toBeNull();
  expect(valueUplift(value(0, null, null), value(3, '1'))).toBeNull();
  expect(valueUplift(value(3, '1'), value(0, null, null))).toBeNull();
  expect(rateUplift({ total: '5', size: 10 }, { total: '0', size: 10 })).toMatchObject({
    perRecipient: '0.5',
    lift: null,
    liftInterval: null,
  });
  expect(valueUplift(value(40, '10'), value(40, '-2'))).toMatchObject({ lift: null, liftInterval: null, total: '12' });
  expect(valueUplift(value(40, '0', 0), value(40, '0', 0))).toMatchObject({
    perRecipient: '0',
    interval: null,
    sentence: 'Nothing can be told: a group has less than two recipients, or nobody differs from anybody.',
  });
});
