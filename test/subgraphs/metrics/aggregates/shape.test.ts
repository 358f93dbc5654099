import { expect, it } from '@jest/globals';
import { metricValueGaps } from '../../../../src/subgraphs/metrics/aggregates/shape.js';
import { enumValues } from '../../../support/sdl.js';

it('MetricValueGap holds the reasons that there are', () => {
  expect(enumValues('MetricValueGap')).toEqual([[...metricValueGaps]]);
});
