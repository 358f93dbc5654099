import { describe, expect, it } from '@jest/globals';
import { httpKeys } from '../../src/config/httpKeys.js';
import { faultsOf } from './faultsOf.js';

describe('httpKeys', () => {
  it('compresses large answers, and lets those of past days be kept for a minute', () => {
    const defaults = { compress: true, compressFrom: 16_384, pastDaySeconds: 60 };
    expect(httpKeys.parse(undefined)).toEqual(defaults);
    expect(httpKeys.parse({ pastDaySeconds: 0 })).toEqual({ ...defaults, pastDaySeconds: 0 });
  });

  it.each<[object, string]>([
    [{ compressFrom: 999 }, 'compressFrom: is less than 1000'],
    [{ compress: 'yes' }, 'compress: Invalid input: expected boolean, received string'],
    [{ pastDaySeconds: -1 }, 'pastDaySeconds: is less than 0'],
    [{ pastDaySeconds: 0.5 }, 'pastDaySeconds: is not a whole number'],
    [{ pastDays: 1 }, ': Unrecognized key: "pastDays"'],
  ])('refuses %j', (keys, fault) => expect(faultsOf(httpKeys, keys)).toEqual([fault]));
});
