import { describe, expect, test } from '@jest/globals';
import { looksLikeShares } from '../../../../src/ingest/import/guess/looksLikeShares.js';

const looks = (target: string, name: string, values: readonly string[], rows = 1000): boolean =>
  looksLikeShares(target, { name, values, isComplete: true }, rows);

const amounts = ['12.50', '3.99', '250'];

describe('by its name a column holds shares, whatever its values are', () => {
  test.each([
    'discount_percent',
    'Discount %',
    'Tax (%)',
    'pct off',
    'taxRate',
    'RATE',
    'tax_ratio',
    'Steuersatz',
    'MwSt-Satz',
    'Rabattprozent',
    'Rabatt in Prozent',
    'Anteil',
    'Umsatzanteil',
    'Taux remise',
    'Porcentaje',
    'btw tarief',
    'Rabattquote',
  ])('%s', (name) => {
    expect(looks('item_revenue', name, amounts)).toBe(true);
  });

  test.each(['discount', 'tax', 'price', 'separate', 'shareholder', 'percentile', 'ratings', 'quotes', 'satzung'])(
    'but not %s',
    (name) => {
      expect(looks('item_revenue', name, amounts)).toBe(false);
    },
  );
});

describe.each<[target: string, cases: [values: string[], rows: number, isShare: boolean][]]>([
  [
    'item_discount_amount',
    [
      [['0', '0.1', '0.25'], 1000, true],
      [['0', '0,1', '1'], 1000, true],
      [['0', '1'], 1000, false],
      [['0', '0.1', '1.01'], 1000, false],
      [['-0.1', '0.1'], 1000, false],
      [['7', '19'], 1000, false],
      [[], 1000, false],
      [['x'], 1000, false],
    ],
  ],
  [
    'item_tax_amount',
    [
      [['0.19', '0.07'], 1000, true],
      [['7', '19'], 20, true],
      [['7', '19'], 19, false],
      [['5,5', '20'], 1000, true],
      [['0', '5', '10', '20', '30'], 1000, true],
      [['0', '5', '10', '20', '25', '30'], 1000, false],
      [['7', '31'], 1000, false],
      [['7.25', '19'], 1000, false],
      [['-7', '19'], 1000, false],
    ],
  ],
  // Nobody takes a price for a share because it is low.
  [
    'item_revenue',
    [
      [['0.1', '0.25'], 1000, false],
      [['7', '19'], 1000, false],
    ],
  ],
  ['item_cost', [[['0.1', '0.25'], 1000, false]]],
])('%s', (target, cases) => {
  test.each(cases)('of the values %j in %d rows: %s', (values, rows, isShare) => {
    expect(looks(target, 'amount', values, rows)).toBe(isShare);
  });
});
