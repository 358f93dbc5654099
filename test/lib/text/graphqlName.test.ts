import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { graphqlName } from '../../../src/lib/text/graphqlName.js';

/** The same letter by letter: a letter is a capital where it is the first of a part that is not the first. */
function slowName(alias: string): string {
  let name = '';
  let atStart = false;
  for (const letter of alias) {
    if (letter === '_') atStart = name !== '';
    else {
      name += atStart ? letter.toUpperCase() : letter.toLowerCase();
      atStart = false;
    }
  }
  return name;
}

describe('graphqlName', () => {
  it.each([
    ['ECOM_TOTAL_NET_SALES_AMOUNT_1M', 'ecomTotalNetSalesAmount1m'],
    ['NUMBEROFCAMPAIGNS_1M', 'numberofcampaigns1m'],
    ['td_intent_percentile', 'tdIntentPercentile'],
    ['CITY', 'city'],
    ['a', 'a'],
    ['A_B_C', 'aBC'],
    ['camelCase_Name', 'camelcaseName'],
    ['X_1M_2Y', 'x1m2y'],
    ['_LEADING', 'leading'],
    ['TRAILING_', 'trailing'],
    ['TWO__UNDERSCORES', 'twoUnderscores'],
    ['', ''],
    ['___', ''],
  ])('of %s is %s', (alias, name) => expect(graphqlName(alias)).toBe(name));

  it('is worked out letter by letter, for every alias', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9_]{0,63}$/), (alias) => {
        expect(graphqlName(alias)).toBe(slowName(alias));
      }),
    );
  });

  it('fits where the alias begins with a letter, and does not depend on its case', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z][A-Za-z0-9_]{0,62}$/), (alias) => {
        expect(graphqlName(alias)).toMatch(/^[a-z][A-Za-z0-9]*$/);
        expect(graphqlName(alias.toUpperCase())).toBe(graphqlName(alias.toLowerCase()));
      }),
    );
  });
});
