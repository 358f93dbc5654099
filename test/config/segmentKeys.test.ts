import { describe, expect, it } from '@jest/globals';
import { segmentKeys } from '../../src/config/segmentKeys.js';
import { faultsOf } from './faultsOf.js';

describe('segments in the config', () => {
  it('are a list, of none unless said, whose words are those of the API', () => {
    expect(segmentKeys.parse(undefined)).toEqual([]);
    const given = { id: 'a-1', name: ' A ', definition: {}, materialise: 'daily' };
    expect(segmentKeys.parse([given])).toEqual([{ id: 'a-1', name: 'A', definition: {}, materialise: 'DAILY' }]);
    expect(segmentKeys.parse([{ id: 'a', name: 'A', definition: {} }])[0]?.materialise).toBe('NONE');
  });

  it.each([
    [[{ id: 'A', name: 'A', definition: {} }], 'is not made of small letters'],
    [[{ id: 'a', name: ' ', definition: {} }], 'is empty'],
    [[{ id: 'a', name: 'A', definition: 'x' }], 'is no definition'],
    [[{ id: 'a', name: 'A', definition: {}, materialise: 'hourly' }], 'is none of none, daily'],
    [[{ name: 'A', definition: {} }], 'is missing'],
    [[{ id: 'a', name: 'A', definition: {}, owner: 'x' }], 'owner'],
    [
      [
        { id: 'a', name: 'A', definition: {} },
        { id: 'a', name: 'B', definition: {} },
      ],
      'is "a" a second time',
    ],
    [{ a: 1 }, 'is no list of segments'],
  ])('that are %j are refused', (given, fault) => {
    expect(faultsOf(segmentKeys, given).join(' ')).toContain(fault);
  });
});
