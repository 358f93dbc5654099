import { describe, expect, it } from '@jest/globals';
import { measureJson } from '../../../src/lib/text/measureJson.js';

describe('measureJson', () => {
  it.each([
    ['1', 0],
    ['[]', 1],
    ['{"a": [{}]}', 3],
    ['[[], [[]]]', 3],
    ['"[[[["', 0],
    ['"\\"[[["', 0],
    ['{"[": "]"}', 1],
    // No JSON, but it must end.
    ['[[[', 3],
    [']]][', 0],
    ['"[', 0],
  ])('finds %s nested %d deep', (json, deepest) => expect(measureJson(json).deepest).toBe(deepest));

  it('takes two bytes for a character, and sixty for each value', () => {
    // The list, its two objects, their names and values.
    expect(measureJson('[{"a":1},{"a":1}]').size).toBe(2 * 17 + 60 * 7);
  });
});
