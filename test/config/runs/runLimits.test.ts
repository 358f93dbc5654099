import { expect, it } from '@jest/globals';
import { limitsSentence, runLimits } from '../../../src/config/runs/runLimits.js';

const config = (parallel: number, pool: number) => ({
  runs: { parallel, workMemory: 64, stretchCustomers: 1000 },
  database: { pool },
});

// Four connections are held beside the parts.
it.each([
  [2, 10, 2, 6],
  [6, 10, 6, 10],
  [7, 10, 6, 10],
  [64, 500, 64, 68],
  [2, 5, 1, 5],
  [2, 1, 1, 5],
])('of %d parts with a pool of %d works on %d at a time, on %d connections', (asked, pool, parallel, connections) =>
  expect(runLimits(config(asked, pool))).toEqual({ parallel, connections, workMemory: 64 }),
);

it('says what a run takes, and why it is less than was asked for', () => {
  expect(limitsSentence(config(2, 10))).toBe(
    'at most 2 parts at a time, on 6 connections, with 64 MB for each sort or hash',
  );
  expect(limitsSentence(config(8, 10))).toBe(
    'at most 6 parts at a time (runs.parallel is 8, database.pool 10), on 10 connections, with 64 MB for each sort or hash',
  );
});
