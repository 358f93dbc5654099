import { expect, test } from '@jest/globals';
import { parentsFirst } from '../../../../src/ingest/import/plan/parentsFirst.js';
import { tableTargets } from '../../../../src/ingest/import/targets/tableTargets.js';

const sorted = (...names: readonly string[]): string[] =>
  parentsFirst(
    names.flatMap((name) =>
      [...tableTargets.values()].filter((target) => target.name === name).map((target) => ({ target })),
    ),
  ).map(({ target }) => target.name);

test('sources of campaigns change places among themselves, all others stay where they are', () => {
  expect(sorted('products', 'campaign_targetings', 'activity', 'campaign_actions', 'campaigns', 'accounts')).toEqual([
    'products',
    'campaigns',
    'activity',
    'campaign_actions',
    'campaign_targetings',
    'accounts',
  ]);
});

test('an order that is right stays as it is', () => {
  const names = ['campaigns', 'coupon_redemptions', 'campaign_coupons', 'products', 'campaign_recipients'];
  expect(sorted(...names)).toEqual(names);
  expect(sorted()).toEqual([]);
});
