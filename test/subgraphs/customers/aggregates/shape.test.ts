import { expect, it } from '@jest/globals';
import { measureFields } from '../../../../src/subgraphs/customers/aggregates/shape.js';
import { enumValues } from '../../../support/sdl.js';

it('AggregateMeasure holds the measures that groups have as fields', () => {
  expect(enumValues('AggregateMeasure')).toEqual([[...measureFields.values()]]);
});
