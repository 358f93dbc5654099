import { expect, it } from '@jest/globals';
import { checkDefinition } from '../../../src/segments/definition/checkDefinition.js';
import { definitionSentence } from '../../../src/segments/definition/definitionSentence.js';

const country = { column: { name: 'country', text: { in: ['DE', 'AT'] } } };
const city = { column: { name: 'city', text: { is: 'New York' } } };
const reached = { contactable: { by: ['EMAIL', 'PHONE'] } };
const value = { attribute: { name: 'ORDER_VALUE_12M', number: { gte: 300 } } };
const include = (...conditions: readonly unknown[]) => ({ groups: [{ conditions }] });

it.each([
  [{}, 'All customers.'],
  [{ include: include(country) }, 'Customers whose country is DE or AT.'],
  [
    { include: include(country, value, reached), exclude: [{ conditions: [city] }] },
    'Customers whose country is DE or AT and whose ORDER_VALUE_12M is at least 300 and who can be reached by e-mail or by phone, without those whose city is "New York".',
  ],
  [
    { include: { join: 'OR', groups: [{ conditions: [country, city] }, { conditions: [value] }] } },
    'Customers (whose country is DE or AT and whose city is "New York") or whose ORDER_VALUE_12M is at least 300.',
  ],
  [
    { include: { groups: [{ join: 'OR', conditions: [country, city] }, { conditions: [value, reached] }] } },
    'Customers (whose country is DE or AT or whose city is "New York") and whose ORDER_VALUE_12M is at least 300 and who can be reached by e-mail or by phone.',
  ],
  [
    {
      exclude: [
        { conditions: [{ segment: { id: 'dach' } }] },
        { join: 'OR', conditions: [{ list: { id: 'vip', is: false } }, city] },
      ],
    },
    'All customers, without those who are in the segment dach, and without those who are not on the list vip or whose city is "New York".',
  ],
  [
    {
      include: include(
        { consent: { channel: 'SMS', brand: 'Z', optedIn: false } },
        { contactable: { by: ['ADDRESS', 'PAID_SOCIAL'], is: false } },
      ),
    },
    'Customers who said that they do not want text messages of brand Z and who cannot be reached by post nor by paid social media.',
  ],
  [
    {
      include: include({
        metric: { level: 'ACCOUNT', name: 'arr', effective: '1 month ago', number: { between: { from: 1, to: 5 } } },
      }),
    },
    'Customers whose arr of the account as of 1 month ago lies between 1 and 5, without both.',
  ],
  [
    { include: include({ metric: { level: 'CUSTOMER', name: 'score', app: 'shop', number: { isNull: true } } }) },
    'Customers whose score in shop is not known.',
  ],
  [
    {
      include: include({ attribute: { name: 'DAY', date: { gt: '90 days ago', lte: 'today', isNot: '2026-01-01' } } }),
    },
    'Customers whose DAY is not 2026-01-01 and is later than 90 days ago and is today or earlier.',
  ],
  [
    {
      include: include({
        attribute: { name: 'X', text: { notContains: 'a "b"', isEmpty: false, notIn: ['a', 'b c'] } },
      }),
    },
    'Customers whose X is none of a and "b c" and does not contain "a \\"b\\"" and is not empty.',
  ],
  [
    { include: include({ attribute: { name: 'X', number: { in: Array.from({ length: 14 }, (_, n) => n) } } }) },
    'Customers whose X is 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 or 4 more.',
  ],
])('%j', (definition, sentence) => {
  expect(definitionSentence(checkDefinition(definition))).toBe(sentence);
});
