import { describe, expect, it } from '@jest/globals';
import { checkLength } from '../../../src/lib/checks/checkLength.js';

describe('checkLength', () => {
  it('takes as many entries as there may be', () => {
    expect(() => checkLength([], 'ids', 0)).not.toThrow();
    expect(() => checkLength([1, 2, 3], 'ids', 3)).not.toThrow();
  });

  it('refuses more, naming the list', () => {
    expect(() => checkLength([1, 2, 3, 4], 'filter.ids', 3)).toThrow(
      expect.objectContaining({
        code: 'TOO_MANY_ENTRIES',
        message: '"filter.ids" has 4 entries, and 3 are the most.',
      }),
    );
    expect(() => checkLength([1], 'ids', 0, ', for a reason')).toThrow(
      '"ids" has 1 entries, and 0 are the most, for a reason.',
    );
  });
});
