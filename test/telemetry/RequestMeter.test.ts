import { expect, it } from '@jest/globals';
import { Registry } from 'prom-client';
import { RequestMeter, type MeteredRequest } from '../../src/telemetry/meters/RequestMeter.js';
import { readExposition, seriesOf } from './readExposition.js';

const request = (given: Partial<MeteredRequest> = {}): MeteredRequest => ({
  isOperation: true,
  name: 'Page',
  isPublished: false,
  codes: undefined,
  seconds: 0.003,
  role: undefined,
  cost: undefined,
  ...given,
});

function meterOf(operations = 200) {
  const registry = new Registry();
  return { meter: new RequestMeter(registry, operations), text: () => registry.metrics() };
}

it('counts requests by operation and the first code, durations, points and refusals', async () => {
  const { meter, text } = meterOf();
  meter.record(request({ cost: { estimated: 10, actual: 4 } }));
  meter.record(request({ seconds: 0.03, cost: { estimated: 10, actual: 5 } }));
  meter.record(request({ codes: ['NOT_FOUND', 'INTERNAL_SERVER_ERROR'] }));
  meter.record(request({ name: undefined, seconds: 20 }));
  meter.record(request({ isOperation: false, codes: ['GRAPHQL_PARSE_FAILED'] }));
  meter.record(request({ codes: ['OUT_OF_ORDER "x"'] }));
  const refused = { codes: ['REQUEST_RATE_LIMITED'], role: 'partner', cost: { estimated: 100, actual: 0 } };
  meter.record(request(refused));
  meter.record(request(refused));
  const told = await text();
  expect(seriesOf(told, 'facet_requests_total')).toEqual({
    '{operation="Page",code="OK"}': 2,
    '{operation="Page",code="NOT_FOUND"}': 1,
    '{operation="Page",code="other"}': 1,
    '{operation="Page",code="REQUEST_RATE_LIMITED"}': 2,
    '{operation="unnamed",code="OK"}': 1,
    '{operation="none",code="GRAPHQL_PARSE_FAILED"}': 1,
  });
  // 3 ms five times and 30 ms once; 20 s is above the highest bound.
  const buckets = seriesOf(told, 'facet_request_duration_seconds_bucket');
  const of = (bound: string, operation: string) => buckets[`{le="${bound}",operation="${operation}"}`];
  expect(['0.0025', '0.005', '0.025', '0.05', '+Inf'].map((bound) => of(bound, 'Page'))).toEqual([0, 5, 5, 6, 6]);
  expect([of('10', 'unnamed'), of('+Inf', 'unnamed')]).toEqual([0, 1]);
  expect(seriesOf(told, 'facet_cost_estimated_points_total')).toEqual({ '': 20 });
  expect(seriesOf(told, 'facet_cost_actual_points_total')).toEqual({ '': 9 });
  expect(seriesOf(told, 'facet_budget_refusals_total')).toEqual({ '{role="partner",code="REQUEST_RATE_LIMITED"}': 2 });
});

it('stays as small after 10,000 names and codes as after the first', async () => {
  const { meter, text } = meterOf(200);
  for (let n = 0; n < 10_000; n += 1)
    meter.record(request({ name: `Op${n}`, codes: n % 2 === 0 ? undefined : [`E${n}`] }));
  const told = await text();
  const counts = seriesOf(told, 'facet_requests_total');
  // 200 names, each with the one code it came with, and all others under "other" with both.
  expect(Object.keys(counts)).toHaveLength(202);
  expect(counts['{operation="Op199",code="other"}']).toBe(1);
  expect(counts['{operation="other",code="OK"}']).toBe(4900);
  expect(counts['{operation="other",code="other"}']).toBe(4900);
  // Each of 201 names has 13 bounds, the last one without, a sum and a count; and there are two of points.
  expect(readExposition(told).size).toBe(202 + 201 * 16 + 2);
  expect(told.length).toBeLessThan(300_000);
});
