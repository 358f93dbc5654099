import { describe, expect, it } from '@jest/globals';
import { cacheKeys } from '../../src/config/cacheKeys.js';
import { faultsOf } from './faultsOf.js';

describe('cacheKeys', () => {
  it('hold 16 MB of snapshots, or none', () => {
    expect(cacheKeys.parse(undefined)).toEqual({ snapshots: 16_000_000 });
    expect(cacheKeys.parse({ snapshots: 0 })).toEqual({ snapshots: 0 });
  });

  it.each<[object, string]>([
    [{ snapshots: -1 }, 'snapshots: is less than 0'],
    [{ snapshots: '16MB' }, 'snapshots: is not a whole number'],
    [{ snapshot: 1 }, ': Unrecognized key: "snapshot"'],
  ])('refuse %j', (keys, fault) => expect(faultsOf(cacheKeys, keys)).toEqual([fault]));
});
