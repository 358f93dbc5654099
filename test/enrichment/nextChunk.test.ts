import { describe, expect, it } from '@jest/globals';
import type { FieldMeaning } from '../../src/catalogue/meaning.js';
import { nextChunk } from '../../src/enrichment/snapshot/nextChunk.js';

const days = ['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04'];
const meaning = (validFrom: string | null, validTo: string | null) => ({ validFrom, validTo }) as FieldMeaning;

describe('nextChunk', () => {
  it.each([
    ['all days when nothing ends', [meaning(null, null)], 9, days],
    ['as many as fit', [], 3, days.slice(0, 3)],
    ['up to the first day of a new meaning', [meaning('2026-03-03', null)], 9, days.slice(0, 2)],
    ['up to the end of a meaning', [meaning(null, '2026-03-02')], 9, days.slice(0, 1)],
    ['the first day even where a meaning begins with it', [meaning('2026-03-01', null)], 1, days.slice(0, 1)],
  ])('takes %s', (_, meanings, most, expected) => {
    expect(nextChunk(days, { meanings }, most)).toEqual(expected);
  });
});
