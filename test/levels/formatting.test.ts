import { describe, expect, it } from '@jest/globals';
import { checkLocale } from '../../src/lib/checkLocale.js';
import { formatNumber } from '../../src/lib/formatValue.js';

/** No-break spaces as the blanks that they look like. */
const plain = (text: string): string => text.replace(/[\u00A0\u202F]/g, ' ');

// Table C3: the first two lines are published, the others follow from its rules.
describe('values as a person reads them', () => {
  it.each([
    ['5.0', 'minutes', '5min'],
    ['15000.0', 'euros', '€15,000'],
    ['15000.5', 'euros', '€15,000.50'],
    ['-15', 'euros', '-€15'],
    ['90', 'minutes', '90min'],
    ['3', 'hours', '3h'],
    ['3', 'days', '3d'],
    ['12.5', 'percent', '12.5%'],
    ['1234.0', 'count', '1,234'],
    ['1234.0', null, '1,234'],
    ['1234.0', 'members', '1,234 members'],
    ['15000.5', 'USD', '$15,000.50'],
    ['15000', 'GBP', '£15,000'],
    ['15000', 'JPY', '¥15,000'],
    ['1.234', 'KWD', 'KWD 1.234'],
    ['7', 'XYZ', 'XYZ 7'],
  ])('%s %s reads %s', (value, unit, expected) => expect(plain(formatNumber(value, unit))).toBe(expected));

  it.each([
    ['15000.5', 'euros', 'fr', '15 000,50 €'],
    ['15000', 'euros', 'de-DE', '15.000 €'],
    ['15000.5', 'CHF', 'de-CH', 'CHF 15’000.50'],
    ['12.5', 'percent', 'fr', '12,5 %'],
    ['1234.5', 'minutes', 'fr', '1 234,5min'],
    ['1234', 'count', 'hi', '1,234'],
  ])('%s %s in %s reads %s', (value, unit, locale, expected) => {
    expect(plain(formatNumber(value, unit, locale)).replace("'", '’')).toBe(expected);
  });

  it.each([
    ['123456789012345678901234567890.5', 'minutes', '123,456,789,012,345,678,901,234,567,890.5min'],
    ['900719925474099312.25', 'euros', '€900,719,925,474,099,312.25'],
    ['0.1234567890123456789012345', 'percent', '0.1234567890123456789012345%'],
    ['-0.0000000000000000000000010', null, '-0.000000000000000000000001'],
  ])('loses no digit of %s', (value, unit, expected) => expect(formatNumber(value, unit)).toBe(expected));
});

describe('zeros', () => {
  it.each([
    ['-0.0', 'euros', '€0'],
    ['-0.001', 'euros', '€0'],
    ['-0.4', 'JPY', '¥0'],
    ['-0.005', 'euros', '-€0.01'],
    ['-0.0', 'percent', '0%'],
    ['-0', 'minutes', '0min'],
    ['-0.00', 'count', '0'],
    ['-0', null, '0'],
    ['-0.0', 'members', '0 members'],
    ['-0.5', 'members', '-0.5 members'],
    ['-0.0000000000000000000000000', 'hours', '0h'],
  ])('of %s %s reads %s', (value, unit, expected) => expect(formatNumber(value, unit)).toBe(expected));
});

describe('locales', () => {
  it.each([
    ['en', 'en'],
    ['fr-fr', 'fr-FR'],
    ['zh-hant-tw', 'zh-Hant-TW'],
  ])('%s is %s', (given, known) => expect(checkLocale(given)).toBe(known));
  it.each(['', 'english', 'xx', 'en-u-nu-thai', 'en-x-mine', 'e\0'])('%j is refused', (given) => {
    expect(() => checkLocale(given)).toThrow(/is no language that numbers can be written in/);
  });
});
