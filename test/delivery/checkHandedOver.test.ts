import { describe, expect, it } from '@jest/globals';
import { createCatalogue } from '../../src/catalogue/catalogue.js';
import type { FieldMeaning } from '../../src/catalogue/meaning.js';
import { destinationKeys } from '../../src/config/destinations/destinationKeys.js';
import type { OutgoingAttributes } from '../../src/config.js';
import { checkHandedOver } from '../../src/delivery/checkHandedOver.js';

const age = {
  fieldId: 1,
  alias: 'AGE',
  formerNames: [],
  dataType: 'integer',
  slot: 'FIELD1',
  validFrom: null,
  validTo: null,
} as unknown as FieldMeaning;

const destinations = destinationKeys.parse([
  { name: 'mail', kind: 'folder', path: '/mail' },
  { name: 'old', kind: 'folder', path: '/old', attributes: [{ as: 'X', attribute: 'NO_SUCH' }] },
]);

const check = (destination: string, attributes?: OutgoingAttributes) => () =>
  checkHandedOver(destinations, createCatalogue(1, [age]), [{ destination, attributes }]);

const given = (one: object): OutgoingAttributes => [{ as: 'X', required: false, ...one }];

describe('checkHandedOver', () => {
  it('takes what is there', () => {
    expect(check('mail')).not.toThrow();
    expect(check('mail', [...given({ column: 'email', hash: 'EMAIL' }), ...given({ attribute: 'age' })])).not.toThrow();
    expect(check('mail', given({ identifier: 'loyalty', hash: 'PHONE' }))).not.toThrow();
  });

  it.each([
    ['mial', undefined, 'There is no destination "mial" in the config. Did you mean "mail"?'],
    ['mail', given({ column: 'emial' }), 'There is no column "emial" of customers to hand over. Did you mean "email"?'],
    ['mail', given({ attribute: 'AGES' }), 'There is no attribute "AGES". Did you mean "AGE"?'],
    ['old', undefined, 'There is no attribute "NO_SUCH".'],
    ['mail', given({ attribute: 'AGE', hash: 'EMAIL' }), '"X" cannot be hashed as EMAIL: AGE is no text.'],
    ['mail', given({ column: 'birthdate', hash: 'PHONE' }), '"X" cannot be hashed as PHONE: birthdate is no text.'],
  ])('refuses %s with %j', (destination, attributes, message) =>
    expect(check(destination, attributes)).toThrow(message),
  );
});
