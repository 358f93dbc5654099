import { describe, expect, it } from '@jest/globals';
import { checkRange } from '../../../src/lib/checks/checkRange.js';
import { refusal } from '../../support/refusal.js';

describe('checkRange', () => {
  it.each([
    [null, null],
    ['2026-03-01', null],
    [null, '2026-03-01'],
    ['2026-03-01', '2026-03-01'],
    ['2025-12-31', '2026-01-01'],
    ['0001-01-01', '9999-12-31'],
  ])('lets a stretch from %s to %s pass', (from, to) => {
    expect(() => checkRange({ from, to })).not.toThrow();
  });

  it.each([
    ['2026-03-02', '2026-03-01'],
    ['2026-01-01', '2025-12-31'],
  ])('refuses one from %s to %s', (from, to) => {
    expect(() => checkRange({ from, to })).toThrow(refusal(`"from" is ${from}, which is after "to", ${to}.`));
  });
});
