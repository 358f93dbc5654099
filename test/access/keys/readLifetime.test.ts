import { describe, expect, it } from '@jest/globals';
import { readLifetime, readOverlap } from '../../../src/access/keys/readLifetime.js';

const moment = { now: new Date('2026-11-23T10:00:00.000Z'), timeZone: 'Europe/Paris' };

describe('the end of a key', () => {
  it.each([
    ['never', null],
    ['90d', '2027-02-21T10:00:00.000Z'],
    ['12h', '2026-11-23T22:00:00.000Z'],
    ['30m', '2026-11-23T10:30:00.000Z'],
    // The whole day in the zone, which is an hour ahead of UTC in winter and two in summer.
    ['2027-01-31', '2027-01-31T23:00:00.000Z'],
    ['2027-07-31', '2027-07-31T22:00:00.000Z'],
    ['2026-11-23', '2026-11-23T23:00:00.000Z'],
  ])('%s is %s', (text, end) => expect(readLifetime(text, moment)?.toISOString() ?? null).toBe(end));

  it.each([
    ['2026-11-22', '"2026-11-22" has passed: a key that ends then is of no use.'],
    ['0', '"0" has passed: a key that ends then is of no use.'],
    ['4000d', '"4000d" is more than ten years ahead: say "never" where a key is not to end.'],
    ['2040-01-01', '"2040-01-01" is more than ten years ahead: say "never" where a key is not to end.'],
    ...['', '90', '-1d', '1.5d', '2027-02-30', 'Never', 'x\n'].map((text): [string, string] => [
      text,
      `"${text.replace('\n', String.raw`\u{a}`)}" does not say when a key ends: give a duration such as 90d or 12h, a day such as 2027-01-31, or never.`,
    ]),
  ])('%j is refused', (text, message) => {
    expect(() => readLifetime(text, moment)).toThrow(expect.objectContaining({ code: 'BAD_LIFETIME', message }));
  });
});

describe('an overlap', () => {
  it.each([
    ['24h', 86_400_000],
    ['0', 0],
    ['90d', 7_776_000_000],
    ['10s', 10_000],
  ])('%s is %d ms', (text, milliseconds) => expect(readOverlap(text)).toBe(milliseconds));

  it.each(['', 'never', '91d', '24', '-1h'])('%j is refused', (text) => {
    expect(() => readOverlap(text)).toThrow(
      `"${text}" does not say how long the old secret goes on working: give a duration of 90 days at the most, such as 24h, 7d or 0.`,
    );
  });
});
