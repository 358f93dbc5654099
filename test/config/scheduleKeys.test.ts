import { describe, expect, it } from '@jest/globals';
import { resolveSchedule, scheduleKeys } from '../../src/config/scheduleKeys.js';
import { faultsOf } from './faultsOf.js';

describe('scheduleKeys', () => {
  it('are no time and no import unless told', () => {
    expect(scheduleKeys.parse(undefined)).toEqual({ catchUpDays: 31 });
  });

  it.each(['00:00', '03:30', '12:05', '19:59', '23:59'])('take %s', (at) =>
    expect(scheduleKeys.parse({ at })).toMatchObject({ at }),
  );

  it.each([
    '24:00',
    '3:30',
    '03:60',
    '03:30:00',
    '0330',
    '03.30',
    ' 03:30',
    '03:30\n',
    '29:00',
    '',
    330,
    null,
    '03:30 pm',
  ])('refuse %j for a time', (at) =>
    expect(faultsOf(scheduleKeys, { at })).toEqual(['at: is not a time of day such as 03:30']),
  );

  it('take what belongs to an import with it', () => {
    const all = { at: '03:30', import: 'all.yml', dir: 'in', strict: true, maxRejects: 0, catchUpDays: 1 };
    expect(scheduleKeys.parse(all)).toEqual(all);
    expect(faultsOf(scheduleKeys, { import: 'all.yml', strict: false, catchUpDays: 3660 })).toEqual([]);
  });

  it.each([
    [{ import: '' }, 'import: is not a path'],
    [{ import: 5 }, 'import: is not a path'],
    [{ import: 'a.yml', dir: '' }, 'dir: is not a path'],
    [{ import: 'a.yml', strict: 1 }, 'strict: is neither true nor false'],
    [{ import: 'a.yml', maxRejects: -1 }, 'maxRejects: is less than 0'],
    [{ import: 'a.yml', maxRejects: 0.5 }, 'maxRejects: is not a whole number of rows'],
    [{ catchUpDays: 0 }, 'catchUpDays: is less than 1'],
    [{ catchUpDays: 3661 }, 'catchUpDays: is more than 3660'],
    [{ catchUpDays: 1.5 }, 'catchUpDays: is not a whole number of days'],
    [{ dir: 'in' }, 'dir: says where the files of an import lie, but there is no schedule.import'],
    [{ strict: false }, 'import: is missing, but schedule.strict or schedule.maxRejects says what it may reject'],
    [{ maxRejects: 0 }, 'import: is missing, but schedule.strict or schedule.maxRejects says what it may reject'],
    [{ every: 'day' }, ': Unrecognized key: "every"'],
  ])('refuse %j', (value, fault) => expect(faultsOf(scheduleKeys, value)).toEqual([fault]));
});

describe('resolveSchedule', () => {
  it('finds paths from the folder of the file', () => {
    const keys = { import: 'in/all.yml', dir: '../drop', at: '03:30', catchUpDays: 31 };
    expect(resolveSchedule(keys, '/etc/facet/facet.yml')).toEqual({
      import: '/etc/facet/in/all.yml',
      dir: '/etc/drop',
      at: '03:30',
      catchUpDays: 31,
    });
  });

  it('leaves absolute ones, and makes none up', () => {
    expect(resolveSchedule({ import: '/data/all.yml', catchUpDays: 1 }, '/etc/facet.yml')).toEqual({
      import: '/data/all.yml',
      catchUpDays: 1,
    });
    expect(resolveSchedule({ catchUpDays: 1 }, '/etc/facet.yml')).toEqual({ catchUpDays: 1 });
  });
});
