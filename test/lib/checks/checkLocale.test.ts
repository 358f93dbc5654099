import { describe, expect, it } from '@jest/globals';
import { checkLocale } from '../../../src/lib/checks/checkLocale.js';
import { refusal } from '../../support/refusal.js';

describe('checkLocale', () => {
  it.each([
    ['en', 'en'],
    ['fr', 'fr'],
    ['de-CH', 'de-CH'],
    ['EN-us', 'en-US'],
    ['fr-fr', 'fr-FR'],
    ['ZH-hant-tw', 'zh-Hant-TW'],
    ['es-419', 'es-419'],
    ['sr-Latn', 'sr-Latn'],
    ['fil', 'fil'],
    // Hebrew by its name of before 1989.
    ['iw', 'he'],
  ])('writes %s as %s', (locale, written) => {
    expect(checkLocale(locale)).toBe(written);
    // Looked up this time.
    expect(checkLocale(locale)).toBe(written);
  });

  it.each([
    '',
    'x',
    'xx',
    'english',
    'klingon',
    'de_CH',
    'de-CH-1996',
    'en-u-nu-arab',
    'en-u-nu-thai',
    'e\0',
    'en-x-private',
    'i-default',
    'C',
    'en ',
    ' en',
    'en\n',
    'en-USA',
    'en-1',
    'еn',
    '*',
    '__proto__',
  ])('refuses %j, each time', (locale) => {
    const sentence = `"${locale}" is no language that numbers can be written in, such as en, fr or de-CH.`;
    expect(() => checkLocale(locale)).toThrow(refusal(sentence));
    expect(() => checkLocale(locale)).toThrow(refusal(sentence));
  });

  it('repeats no long text', () => {
    expect(() => checkLocale('e'.repeat(1000))).toThrow(
      refusal(`"${'e'.repeat(63)}…" is no language that numbers can be written in, such as en, fr or de-CH.`),
    );
  });

  it('gives what Intl takes', () => {
    for (const tag of ['de-CH', 'fa', 'zh-Hant-TW', 'pt-BR'])
      expect(new Intl.NumberFormat(checkLocale(tag)).resolvedOptions().locale).toBe(tag);
  });
});
