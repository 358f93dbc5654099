import { expect, test } from '@jest/globals';
import { lastFullMonth } from '../../src/lib/lastFullMonth.js';

// "Metrics for April are made available on May 1st and their effective date is 01/04/YYYY."
test.each([
  ['2026-04-30T12:00:00Z', '2026-03-01', '2026-03-01'],
  ['2026-05-01T12:00:00Z', '2026-04-01', '2026-04-01'],
  ['2026-01-01T12:00:00Z', '2025-12-01', '2025-12-01'],
  ['2024-03-01T12:00:00Z', '2024-02-01', '2024-02-01'],
  // Paris is two hours ahead in summer and one in winter: there the month turns before it does in UTC.
  ['2026-04-30T21:59:59.999Z', '2026-03-01', '2026-03-01'],
  ['2026-04-30T22:00:00Z', '2026-03-01', '2026-04-01'],
  ['2026-04-30T23:59:59.999Z', '2026-03-01', '2026-04-01'],
  ['2026-05-01T00:00:00Z', '2026-04-01', '2026-04-01'],
  ['2025-12-31T22:59:59Z', '2025-11-01', '2025-11-01'],
  ['2025-12-31T23:00:00Z', '2025-11-01', '2025-12-01'],
  ['2024-02-29T23:00:00Z', '2024-01-01', '2024-02-01'],
  ['2024-02-29T22:59:59Z', '2024-01-01', '2024-01-01'],
])('at %s it is %s in UTC and %s in Paris', (now, utc, paris) => {
  expect([lastFullMonth(new Date(now), 'UTC'), lastFullMonth(new Date(now), 'Europe/Paris')]).toEqual([utc, paris]);
});
