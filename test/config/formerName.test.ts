import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { formerName } from '../../src/config/formerName.js';
import { faultsOf } from './faultsOf.js';

describe('formerName', () => {
  const keys = z
    .strictObject({ colour: z.string().optional(), color: z.string().optional() })
    .refine(({ colour, color }) => colour === undefined || color === undefined, formerName('color', 'colour'));

  it('is a fault at the former name that names the one to keep', () => {
    expect(faultsOf(keys, { colour: 'red', color: 'red' })).toEqual([
      'color: is the former name of "colour", which is given too: keep "colour" alone',
    ]);
    expect(faultsOf(z.strictObject({ paint: keys }), { paint: { colour: 'red', color: '' } })).toEqual([
      'paint.color: is the former name of "colour", which is given too: keep "colour" alone',
    ]);
  });

  it('is none where one of the two is given, or neither', () => {
    for (const given of [{ colour: 'red' }, { color: 'red' }, {}]) expect(faultsOf(keys, given)).toEqual([]);
  });
});
