import { shortened } from './shortened.js';
import { UserError } from './UserError.js';

const form = /^[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?$/;

/** The locale as `Intl` writes it, e.g. `de-CH`. Throws a `UserError` for a text that is none, or one without data here. */
export function checkLocale(locale: string): string {
  const [known] = form.test(locale) ? Intl.NumberFormat.supportedLocalesOf(locale) : [];
  if (known === undefined)
    throw new UserError(
      `"${shortened(locale)}" is no language that numbers can be written in, such as en, fr or de-CH.`,
    );
  return known;
}
