import { describe, expect, it } from '@jest/globals';
import { sql } from 'drizzle-orm';
import type { Door } from '../../src/db/door.js';
import { AnswerReads, daysRead } from '../../src/population/AnswerReads.js';
import { completeDays, newestOn } from '../../src/population/completeDays.js';
import { findHeldDay, findProfileDays } from '../../src/population/profileDays.js';
import type { CompleteDay } from '../../src/scope.js';
import { cachedCampaigns } from '../../src/subgraphs/campaigns/queries.js';
import { openScope } from '../support/scope.js';

const dayOf = (day: string, loadId = '7', computedAt = `${day}T01:00:00Z`): CompleteDay => ({
  day,
  loadId,
  computedAt,
});
const days = [dayOf('2026-03-01'), dayOf('2026-03-02'), dayOf('2026-03-04')];
const none: Door = { query: async () => [] };

/** The reads of an answer that looked for days on these dates. */
function readsOn(...dates: string[]): AnswerReads {
  const reads = new AnswerReads(none);
  for (const date of dates) reads.foundDay(date, newestOn(days, date));
  return reads;
}

describe('an answer', () => {
  it('is known by the dates that it looked for days on, in whatever order', () => {
    const read = readsOn('infinity', '2026-03-01').read(days);
    expect(read?.dates).toEqual(['2026-03-01', 'infinity']);
    expect(read).toEqual(daysRead(days, ['infinity', '2026-03-01']));
    expect(read).toEqual(readsOn('2026-03-01', 'infinity').read(days));
  });

  it('is not known by days where a statement read anything else', async () => {
    const reads = readsOn('2026-03-01');
    await reads.ofDays.query(sql`select 1`);
    expect(reads.read(days)).toBeDefined();
    await reads.db.query(sql`select 1`);
    expect(reads.read(days)).toBeUndefined();
  });

  it('is not known by days where something else came from memory', () => {
    const reads = readsOn('2026-03-01');
    expect(reads.fromMemory(completeDays, days)).toBe(days);
    expect(reads.fromMemory(cachedCampaigns, undefined)).toBeUndefined();
    expect(reads.read(days)).toBeDefined();
    const campaigns = new Map<string, object>();
    expect(reads.fromMemory(cachedCampaigns, campaigns)).toBe(campaigns);
    expect(reads.read(days)).toBeUndefined();
  });

  it('is not known by days where it asked for none, or for more than 40', () => {
    expect(readsOn().read(days)).toBeUndefined();
    const dates = Array.from({ length: 41 }, (_, n) => `2026-04-${n}`);
    expect(readsOn(...dates.slice(1)).read(days)).toBeDefined();
    expect(readsOn(...dates).read(days)).toBeUndefined();
  });

  it('is known by what it found and not by what is there when it ends', () => {
    const later = [...days.slice(0, 2), dayOf('2026-03-04', '8')];
    expect(readsOn('2026-03-04').read(later)?.version).toBe(daysRead(days, ['2026-03-04']).version);
    expect(readsOn('2026-03-04').read(later)?.version).not.toBe(daysRead(later, ['2026-03-04']).version);
  });

  it('is told what days were found by who looks for them in memory', () => {
    const reads = new AnswerReads(none);
    expect(findHeldDay({ reads }, days, '2026-03-03')?.day).toBe('2026-03-02');
    expect(findHeldDay({ reads }, days, '2026-02-01')).toBeNull();
    expect(reads.read(days)).toEqual(daysRead(days, ['2026-03-03', '2026-02-01']));
  });

  it('is known by nothing where days are asked for in the database', async () => {
    const reads = new AnswerReads(none);
    const scope = openScope({ client: undefined as never }, { db: reads.db, reads });
    await findProfileDays(scope, ['2026-03-03']);
    expect(reads.read(days)).toBeUndefined();
  });
});

describe('the version of a date', () => {
  const versionOf = (all: readonly CompleteDay[], ...dates: string[]) => daysRead(all, dates).version;

  it.each<[string, string, readonly CompleteDay[]]>([
    ['its day is written anew', '2026-03-04', [dayOf('2026-03-04', '8')]],
    ['its day is computed anew', '2026-03-04', [dayOf('2026-03-04', '7', '2026-03-06T00:00:00Z')]],
    ['a day comes between', '2026-03-03', [...days, dayOf('2026-03-03')].sort((a, b) => (a.day < b.day ? -1 : 1))],
    ['a newer day comes', 'infinity', [...days, dayOf('2026-03-05')]],
    ['its day goes', '2026-03-04', days.slice(0, 2)],
    ['the first day goes', '2026-03-01', days.slice(1)],
  ])('changes where %s', (_, date, all) => expect(versionOf(all, date)).not.toBe(versionOf(days, date)));

  it('stays where other days change', () => {
    const all = [dayOf('2026-03-01', '9'), ...days.slice(1), dayOf('2026-03-09')];
    expect(versionOf(all, '2026-03-02', '2026-03-04')).toBe(versionOf(days, '2026-03-02', '2026-03-04'));
  });
});

describe('an answer of the past', () => {
  it.each<[boolean, string[]]>([
    [true, ['2026-03-01']],
    [true, ['2026-03-01', '2026-03-02']],
    // The newest.
    [false, ['2026-03-04']],
    [false, ['2026-03-01', '2026-03-04']],
    [false, ['infinity']],
    // A day that may still be written.
    [false, ['2026-03-03']],
    [false, ['2026-02-01']],
  ])('is %s: %j', (isPast, dates) => expect(daysRead(days, dates).isPast).toBe(isPast));
});
