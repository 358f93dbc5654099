import { expect, test } from '@jest/globals';
import { createCatalogue, withMeaning } from '../../src/catalogue/catalogue.js';
import { catalogueOf } from './sampleCatalogue.js';

const { meanings } = catalogueOf(
  { slot: 'FIELD1', alias: 'Age', validTo: '2026-02-01' },
  { slot: 'FIELD2', alias: 'AGE', validFrom: '2026-03-01', formerNames: ['years_old'] },
  { slot: 'FIELD3', alias: 'CITY_CODE', validFrom: '2026-01-01' },
  { slot: 'FIELD4', alias: 'age', validFrom: '2026-02-01', validTo: '2026-03-01' },
);

test.each([
  ['as they began', [0, 3, 1, 2]],
  ['newest first', [2, 1, 3, 0]],
  ['as they come', [0, 1, 2, 3]],
])('meanings added one by one, %s, make the catalogue of all of them', (_, order) => {
  const added = order.flatMap((n) => meanings[n] ?? []);
  const catalogue = added.reduce(withMeaning, createCatalogue(7, []));
  const whole = createCatalogue(7, added);
  expect(catalogue.names.get('age')).toMatchObject({
    name: 'AGE',
    meanings: [{ fieldId: 1 }, { fieldId: 4 }, { fieldId: 2 }],
  });
  expect({ ...catalogue, names: Object.fromEntries(catalogue.names) }).toEqual({
    ...whole,
    names: Object.fromEntries(whole.names),
  });
});
