import { describe, expect, it } from '@jest/globals';
import { parseValue } from 'graphql';
import { scalars } from '../../src/federation/scalars.js';

const { DateTime } = scalars;
const literally = (text: string) =>
  DateTime.parseLiteral(parseValue(text) as Parameters<typeof DateTime.parseLiteral>[0]);

describe('DateTime', () => {
  it.each([
    ['2026-03-31T09:00:00.123456Z', '2026-03-31T09:00:00.123456Z'],
    ['2026-03-31t09:00:00z', '2026-03-31T09:00:00Z'],
    ['2026-03-31T01:00:00.000001+05:30', '2026-03-30T19:30:00.000001Z'],
    ['1969-12-31T23:59:59.999999-01:00', '1970-01-01T00:59:59.999999Z'],
  ])('%s comes in as %s, to the microsecond and in UTC', (text, expected) => {
    expect(DateTime.parseValue(text)).toBe(expected);
    expect(literally(JSON.stringify(text))).toBe(expected);
  });

  it.each([
    '',
    '2026-03-31',
    '2026-02-30T00:00:00Z',
    '0000-01-01T00:00:00Z',
    '0001-01-01T00:00:00+00:01',
    '2026-03-31T09:00:00.0000000001Z',
  ])('%j is none', (text) => {
    expect(() => DateTime.parseValue(text) as unknown).toThrow();
    expect(() => literally(JSON.stringify(text)) as unknown).toThrow();
  });

  it('is no number', () => {
    expect(() => DateTime.parseValue(0) as unknown).toThrow();
    expect(() => literally('0') as unknown).toThrow();
  });
});
