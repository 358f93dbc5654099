import { expect, it } from '@jest/globals';
import { toAddition } from '../../src/catalogue/configuredChanges.js';
import { dataTypeNames } from '../../src/words/dataTypes.js';
import { declaredClasses } from '../../src/words/piiClasses.js';
import { enumValues } from '../support/sdl.js';

it('FacetAttributeType holds the data types of the catalogue', () => {
  const wanted = dataTypeNames.map((type) => type.toUpperCase());
  expect(enumValues('FacetAttributeType')).toEqual([wanted]);
});

it('FacetPiiClass holds the classes of the catalogue, which are those that the config file may name', () => {
  const wanted = [...declaredClasses];
  expect(enumValues('FacetPiiClass')).toEqual([wanted]);
  const wish = (piiClass: string) => () => toAddition({ alias: 'X', type: 'text', piiClass }, [], 'EUR');
  for (const piiClass of wanted) expect(wish(piiClass)).not.toThrow();
  expect(wish('SECRET')).toThrow(`none of ${wanted.join(', ')}`);
});
