import { describe, expect, it } from '@jest/globals';
import { zone } from '../../src/config/zone.js';
import { faultsOf } from './faultsOf.js';

describe('zone', () => {
  it.each(['UTC', 'Europe/Paris', 'Asia/Kathmandu', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5'])(
    'takes %s',
    (name) => {
      expect(zone.parse(name)).toBe(name);
    },
  );

  // PostgreSQL counts offsets the other way round.
  it.each([
    '',
    'Mars/Base',
    'Paris',
    '+05:30',
    '-05',
    '05:30',
    ' UTC',
    'UTC ',
    'Europe/Paris\n',
    '../etc/passwd',
    "UTC'; drop",
  ])('refuses %j', (name) =>
    expect(faultsOf(zone, name)).toEqual([': is not a known time zone (an IANA name such as Europe/Paris)']),
  );

  it('takes nothing but a text', () => {
    for (const value of [5, null, undefined, ['UTC']]) expect(faultsOf(zone, value)).toHaveLength(1);
  });
});
