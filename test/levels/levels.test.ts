import { expect, it } from '@jest/globals';
import { ruleName } from '../../src/subgraphs/metrics/shape.js';
import { AggregationLevel, aggregationLevels } from '../../src/words/levels.js';
import { rollUpRules } from '../../src/words/rollUpRules.js';
import { enumValues } from '../support/sdl.js';

it('AggregationLevel holds the levels that there are, in the schema and in the client', () => {
  expect(enumValues('AggregationLevel')).toEqual([[...aggregationLevels]]);
  expect([...new Set(Object.values(AggregationLevel))]).toEqual([...aggregationLevels]);
});

it('FacetRollUpRule holds the rules that there are', () => {
  expect(enumValues('FacetRollUpRule')).toEqual([rollUpRules.map(ruleName)]);
});
