import { expect, it } from '@jest/globals';
import { readDuration } from '../../../src/lib/time/readDuration.js';

it.each([
  ['0', 0],
  ['10s', 10_000],
  ['30m', 1_800_000],
  ['24h', 86_400_000],
  ['90d', 7_776_000_000],
])('%s is %d ms', (text, milliseconds) => expect(readDuration(text)).toBe(milliseconds));

it.each(['', '5', 'd', '-1d', '+1d', '1.5h', '1 d', '1D', '1d\n', '1w', '1234567890d'])('%j is none', (text) =>
  expect(readDuration(text)).toBeUndefined(),
);
