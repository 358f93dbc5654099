import { expect, it } from '@jest/globals';
import { createMetrics } from '../../src/telemetry/createMetrics.js';
import { seriesOf } from './readExposition.js';

const lagOf = async (readiness?: () => Promise<{ ready: boolean; replicaLagSeconds?: number | null }>) => {
  const metrics = createMetrics({ operations: 1 });
  if (readiness !== undefined) metrics.follow({ readiness });
  return seriesOf(await metrics.registry.metrics(), 'facet_replica_lag_seconds');
};

it('tells how far a replica is behind, and nothing where there is none, or that is not known', async () => {
  expect(await lagOf(async () => ({ ready: true, replicaLagSeconds: 1.5 }))).toEqual({ '': 1.5 });
  expect(await lagOf(async () => ({ ready: true, replicaLagSeconds: 0 }))).toEqual({ '': 0 });
  expect(await lagOf(async () => ({ ready: true, replicaLagSeconds: null }))).toEqual({});
  expect(await lagOf(async () => ({ ready: true }))).toEqual({});
  expect(await lagOf(async () => Promise.reject(new Error('away')))).toEqual({});
  expect(await lagOf()).toEqual({});
});
