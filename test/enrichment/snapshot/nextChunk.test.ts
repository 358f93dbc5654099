import { describe, expect, it } from '@jest/globals';
import type { FieldMeaning } from '../../../src/catalogue/meaning.js';
import { nextChunk } from '../../../src/enrichment/snapshot/nextChunk.js';

const days = ['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04'];
const meaning = (validFrom: string | null, validTo: string | null) => ({ validFrom, validTo }) as FieldMeaning;

describe('nextChunk', () => {
  it.each([
    ['all days when nothing ends', [meaning(null, null)], days],
    ['up to the first day of a new meaning', [meaning('2026-03-03', null)], days.slice(0, 2)],
    ['up to the end of a meaning', [meaning(null, '2026-03-02')], days.slice(0, 1)],
    ['the first day where a meaning begins with it, and those behind it', [meaning('2026-03-01', null)], days],
  ])('takes %s', (_, meanings, expected) => {
    expect(nextChunk(days, { meanings })).toEqual(expected);
  });
});
