import { expect, it } from '@jest/globals';
import { notSegmentable } from '../../src/segments/segmentable.js';

const none = { tables: {}, columns: {}, attributes: {}, metrics: {} };

it('takes out what is set to false, attributes in any case', () => {
  const refused = notSegmentable({
    tables: { campaign_recipients: false, products: true },
    columns: { gender: false, city: true },
    attributes: { HEALTH_Score: false, other: true },
    metrics: { Margin: false },
  });
  expect(Object.values(refused).map((names) => [...(names as ReadonlySet<string>)])).toEqual([
    ['campaign_recipients'],
    ['gender'],
    ['health_score'],
    ['Margin'],
  ]);
});

it('refuses a column that there is not, which nothing would be refused by', () => {
  expect(() => notSegmentable({ ...none, columns: { gendre: false } })).toThrow(
    'The config file has a bad key: segmentable.columns: "gendre" is no column of customers. Did you mean "gender"?',
  );
});
