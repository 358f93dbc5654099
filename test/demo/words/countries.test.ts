import { describe, expect, it } from '@jest/globals';
import { countries } from '../../../src/demo/words/countries.js';

/** Telephone codes by ITU E.164. */
const telephoneCodes: Readonly<Record<string, string>> = { DE: '+49', FR: '+33', NL: '+31', AT: '+43', IT: '+39' };

/** The form of postal codes: digits, in the Netherlands two letters behind four. */
const postalForms: Readonly<Record<string, RegExp>> = {
  DE: /^\d{5}$/,
  FR: /^\d{5}$/,
  NL: /^\d{4} ?[A-Z]{2}$/,
  AT: /^\d{4}$/,
  IT: /^\d{5}$/,
};

/** A postal code of a pattern: `a`, `b`, `c` stand for digits, `y` and `z` for letters. */
const postal = (pattern: string): string => pattern.replace(/[abc]/g, '7').replace(/[yz]/g, 'K');

describe('countries', () => {
  it('share all customers among them', () => {
    expect(countries.reduce((sum, { share }) => sum + share, 0)).toBe(100);
    for (const { share } of countries) expect(share).toBeGreaterThan(0);
  });

  it('are each there once, by the code of ISO 3166', () => {
    expect(countries.map(({ code }) => code).toSorted()).toEqual(Object.keys(telephoneCodes).toSorted());
  });

  it.each(countries.map((country) => [country.code, country] as const))(
    '%s has names, each once, and none that is empty',
    (_, country) => {
      for (const words of [country.female, country.male, country.surnames, country.streets]) {
        expect(words.length).toBeGreaterThanOrEqual(10);
        expect(new Set(words).size).toBe(words.length);
        for (const word of words) expect(word).toMatch(/^\S(.*\S)?$/u);
      }
    },
  );

  it.each(countries.map((country) => [country.code, country] as const))(
    '%s has addresses of its form',
    (code, { streets, cities }) => {
      for (const street of streets) expect(street.match(/#/g)).toHaveLength(1);
      for (const [city, state, pattern] of cities) {
        expect(city.length * state.length).toBeGreaterThan(0);
        expect([pattern, postal(pattern)]).toEqual([pattern, expect.stringMatching(postalForms[code] ?? /^$/)]);
      }
    },
  );

  it.each(countries.map((country) => [country.code, country] as const))(
    '%s has telephone numbers of a usual length',
    (code, { phones, digits }) => {
      for (const phone of phones) {
        expect(phone.startsWith(telephoneCodes[code] ?? 'none')).toBe(true);
        expect(phone).toMatch(/^\+\d+$/);
        // E.164 allows 15 digits.
        expect(phone.length - 1 + digits).toBeGreaterThanOrEqual(10);
        expect(phone.length - 1 + digits).toBeLessThanOrEqual(15);
      }
    },
  );
});
