import { LRUCache } from 'lru-cache';
import { shortened } from '../text/shortened.js';
import { UserError } from '../errors/UserError.js';

const form = /^[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?$/;

/** Looking a locale up takes longer than writing a number. */
const known = new LRUCache<string, string>({ max: 200 });

/** The locale as `Intl` writes it, e.g. `de-CH`. Throws a `UserError` for a text that is none, or one without data here. */
export function checkLocale(locale: string): string {
  const found = known.get(locale) ?? (form.test(locale) ? Intl.NumberFormat.supportedLocalesOf(locale)[0] : undefined);
  if (found === undefined)
    throw new UserError(
      `"${shortened(locale)}" is no language that numbers can be written in, such as en, fr or de-CH.`,
    );
  known.set(locale, found);
  return found;
}
