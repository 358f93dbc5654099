import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseValue } from 'graphql';
import { scalars } from '../../src/federation/scalars.js';

const { BigInt: Big, Date: Day, DateTime, Decimal, EmailAddress } = scalars;
const literally = (text: string, scalar = DateTime) =>
  scalar.parseLiteral(parseValue(text) as Parameters<typeof scalar.parseLiteral>[0]);

describe('Date', () => {
  it('comes in as it is written', () => {
    expect(Day.parseValue('2024-02-29')).toBe('2024-02-29');
    expect(literally('"2024-02-29"', Day)).toBe('2024-02-29');
  });

  it.each(['2026-13-01', '01.02.2026', 20260101, '2026-1-1', '0000-01-01', '2026-03-31T00:00:00Z', '', true, null])(
    '%j is none, and the sentence says which form is wanted',
    (value) => {
      const sentence = `${JSON.stringify(value)} is not a day of the calendar, written YYYY-MM-DD, such as "2026-03-31".`;
      expect(() => Day.parseValue(value) as unknown).toThrow(sentence);
      expect(() => literally(JSON.stringify(value), Day) as unknown).toThrow(sentence);
    },
  );
});

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
    '2026-03-31T09:00:00.1234567Z',
    '2026-03-31T09:00:00.0000000001Z',
    '01.02.2026',
    20260101,
    0,
  ])('%j is none, and the sentence says which form is wanted', (value) => {
    const sentence = `${JSON.stringify(value)} is not an instant such as "2026-03-31T09:00:00Z": YYYY-MM-DDThh:mm:ss with`;
    expect(() => DateTime.parseValue(value) as unknown).toThrow(sentence);
    expect(() => literally(JSON.stringify(value)) as unknown).toThrow(sentence);
  });
});

describe('DateTime, of any offset', () => {
  const two = (number: number): string => String(number).padStart(2, '0');

  it('comes in as the same instant in UTC', () => {
    const instant = fc.date({ min: new Date('0002-01-01'), max: new Date('9998-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(
        instant,
        fc.integer({ min: -14 * 60, max: 14 * 60 }),
        fc.stringMatching(/^(\.\d{1,6})?$/),
        (date, minutes, fraction) => {
          const utc = date.toISOString().slice(0, 19);
          const local = new Date(Date.parse(`${utc}Z`) + minutes * 60_000).toISOString().slice(0, 19);
          const [sign, ahead] = [minutes < 0 ? '-' : '+', Math.abs(minutes)];
          const text = `${local}${fraction}${sign}${two(Math.floor(ahead / 60))}:${two(ahead % 60)}`;
          expect(DateTime.parseValue(text)).toBe(`${utc}${fraction}Z`);
        },
      ),
    );
  });
});

describe('what the database gives', () => {
  it('goes out as it is stored, where it is a text', () => {
    for (const scalar of [Day, DateTime, Big, EmailAddress, Decimal])
      for (const text of ['2026-03-31', '2026-03-31T09:00:00.123456Z', '9007199254740993', 'not an address', '15000.0'])
        expect([scalar.name, scalar.serialize(text)]).toEqual([scalar.name, text]);
  });

  it('is checked by the library where it is no text', () => {
    expect(Big.serialize(5)).toBe(5);
    expect(Decimal.serialize(5n)).toBe('5');
    expect(() => Big.serialize(1.5)).toThrow();
    expect(() => EmailAddress.serialize(5)).toThrow();
  });
});

describe('Decimal, of any number that JSON carries', () => {
  const read = (number: number): unknown => {
    try {
      return Decimal.parseValue(number);
    } catch {
      return undefined;
    }
  };
  const digitsOf = (text: string) => text.replace(/[-.]/g, '').replace(/^0+/, '').length;
  const written = fc.stringMatching(/^-?(0|[1-9]\d{0,17})(\.\d{0,5}[1-9])?$/);

  it('comes in as the number that was written, where it has 15 digits at the most', () => {
    fc.assert(
      fc.property(
        written.filter((text) => digitsOf(text) <= 15),
        (text) => expect(read(JSON.parse(text) as number)).toBe(text === '-0' ? '0' : text),
      ),
      { numRuns: 500 },
    );
  });

  // Of 10000000000.040001 JSON leaves the float of 10000000000.04: nobody can see what was cut off before.
  it('is refused or comes in as a decimal of the same float, where it has more', () => {
    fc.assert(
      fc.property(
        written.filter((text) => digitsOf(text) > 15),
        (text) => {
          const number = JSON.parse(text) as number;
          expect([undefined, number]).toContain(read(number) === undefined ? undefined : Number(read(number)));
          if (Number.isInteger(number) && !Number.isSafeInteger(number)) expect(read(number)).toBeUndefined();
        },
      ),
      { numRuns: 500, examples: [['10000000000.040001'], ['9007199254740993']] },
    );
  });
});

describe('Decimal', () => {
  const literal = (text: string) =>
    Decimal.parseLiteral(parseValue(text) as Parameters<typeof Decimal.parseLiteral>[0]);

  it.each([
    [5, '5'],
    [-0.1, '-0.1'],
    [0, '0'],
    [9007199254740991, '9007199254740991'],
    [1234567890.12345, '1234567890.12345'],
    [0.000000012345, '0.000000012345'],
    [1e-7, '0.0000001'],
    ['12345678901234567890.12345678901234567890', '12345678901234567890.12345678901234567890'],
  ])('takes %j as %s', (value, expected) => expect(Decimal.parseValue(value)).toBe(expected));

  it.each([9007199254740992, -9007199254740992, 1e21, 0.1 + 0.2, 1234567890.1234567, 1e-101])(
    'refuses %d as a number, and says that it is taken as a string',
    (value) => expect(() => Decimal.parseValue(value) as unknown).toThrow('send it as a string'),
  );

  it.each([[Number.NaN], [Infinity], ['1e5'], [''], ['.'], [true], [null]])('refuses %j', (value) =>
    expect(() => Decimal.parseValue(value) as unknown).toThrow('is not a decimal number'),
  );

  it('takes what is written in a document as it is written', () => {
    for (const text of ['9007199254740993', '0.30000000000000004', '-1.10'])
      expect([literal(text), literal(JSON.stringify(text))]).toEqual([text, text]);
    expect(() => literal('1e5') as unknown).toThrow('is not a decimal number');
  });
});
