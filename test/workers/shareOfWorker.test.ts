import { describe, expect, it } from '@jest/globals';
import { readConfig } from '../../src/config.js';
import { describeShares, shareOfWorker } from '../../src/workers/shareOfWorker.js';

const requestMemory = (heapLimit: number): number => heapLimit / 2;
const share = { requestMemory, heapLimit: 4_000_000_000 };

describe('what a worker has of its server', () => {
  it('is all of it where it is alone', () => {
    const config = readConfig({});
    expect(shareOfWorker(config, 1, share)).toBe(config);
  });

  it('is a part of what the server may have, and all of what one request or key may', () => {
    const config = readConfig({});
    const { access, database, http, limits, subscriptions } = shareOfWorker(config, 4, share);
    // 10 connections by 4 are 2.5.
    expect([database.pool, database.queue, http.connections, subscriptions.most]).toEqual([3, 250, 2500, 250]);
    expect([limits.runningCost, limits.totalMemory]).toEqual([5_000_000, 500_000_000]);
    expect(access.budgets.store).toBe('postgres');
    expect(limits).toEqual({ ...config.limits, runningCost: 5_000_000, totalMemory: 500_000_000 });
    expect(subscriptions.mostPerKey).toBe(100);
    expect(database).toEqual({ ...config.database, pool: 3, queue: 250 });
  });

  it('is never so little that what is allowed by itself is refused', () => {
    const { limits, ...config } = readConfig({});
    const small = { ...config, limits: { ...limits, memory: 300_000_000, totalMemory: 400_000_000, cost: 9_000_000 } };
    const { limits: mine } = shareOfWorker(small, 4, share);
    expect([mine.totalMemory, mine.runningCost]).toEqual([300_000_000, 9_000_000]);
  });

  it('is told at the start, with more connections than there are to divide', () => {
    const config = readConfig({});
    const few = { ...config, database: { ...config.database, pool: 3 } };
    expect(describeShares(few, 4)).toEqual([
      '4 workers answer requests, each with 1 connections for them (database.pool 3, divided and rounded up: 4 in all) and 3 of its own; one more process makes the runs that are due.',
    ]);
  });
});
