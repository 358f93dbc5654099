import { describe, expect, it } from '@jest/globals';
import { appKeys, resolveApps } from '../../src/config/appKeys.js';
import { faultsOf } from './faultsOf.js';

describe('appKeys', () => {
  it('takes one application, or several of which one is the default', () => {
    expect(appKeys.parse(undefined)).toBeUndefined();
    expect(appKeys.parse([{ name: 'A' }])).toEqual([{ name: 'A', default: false }]);
    expect(faultsOf(appKeys, [{ name: 'A' }, { name: 'B', default: true, timeZone: 'Europe/Paris' }])).toEqual([]);
    expect(faultsOf(appKeys, [{ name: 'A' }, { name: 'a', default: true }])).toEqual([]);
  });

  it.each(['A', 'a', 'ALAN_FR', 'x1', 'X'.repeat(63)])('takes the name %s', (name) =>
    expect(faultsOf(appKeys, [{ name }])).toEqual([]),
  );

  const badName = '0.name: is not a name of letters, digits and _ (63 at most, a letter first) such as ALAN_FR';
  it.each(['', '1A', '_A', 'alan fr', 'alan-fr', 'ÄPP', 'X'.repeat(64), 'A\n'])('refuses the name %j', (name) => {
    expect(faultsOf(appKeys, [{ name }])).toEqual([badName]);
  });

  it.each<[unknown, string[]]>([
    [[], [': names no application']],
    ['A', [': is no list of applications']],
    [{ name: 'A' }, [': is no list of applications']],
    [null, [': is no list of applications']],
    [[{}], ['0.name: is missing: name the application, e.g. ALAN_FR']],
    [[{ name: 'A', default: 'yes' }], ['0.default: is neither true nor false']],
    [[{ name: 'A', timeZone: 'Paris' }], ['0.timeZone: is not a known time zone (an IANA name such as Europe/Paris)']],
    [[{ name: 'A', zone: 'UTC' }], ['0: Unrecognized key: "zone"']],
    [[{ name: 'A' }, { name: 'B' }], [': has no default: give one application default: true']],
    [
      [{ name: 'A', default: true }, { name: 'B', default: true }, { name: 'C' }],
      [': has several defaults (A, B): give one application default: true'],
    ],
    [
      [{ name: 'A', default: true }, { name: 'B' }, { name: 'A' }, { name: 'B' }, { name: 'A' }],
      ['2.name: is "A" a second time', '3.name: is "B" a second time', '4.name: is "A" a second time'],
    ],
  ])('refuses %j', (value, faults) => expect(faultsOf(appKeys, value)).toEqual(faults));
});

describe('resolveApps', () => {
  it('is the application default, in the zone of the file, where none is named', () => {
    expect(resolveApps(undefined, 'Europe/Madrid')).toEqual([
      { name: 'default', timeZone: 'Europe/Madrid', isDefault: true },
    ]);
  });

  it('makes the only one the default, and gives each its own zone or that of the file', () => {
    expect(resolveApps([{ name: 'A', default: false }], 'UTC')).toEqual([
      { name: 'A', timeZone: 'UTC', isDefault: true },
    ]);
    expect(
      resolveApps(
        [
          { name: 'A', default: false },
          { name: 'B', default: true, timeZone: 'Asia/Tokyo' },
        ],
        'Europe/Paris',
      ),
    ).toEqual([
      { name: 'A', timeZone: 'Europe/Paris', isDefault: false },
      { name: 'B', timeZone: 'Asia/Tokyo', isDefault: true },
    ]);
  });
});
