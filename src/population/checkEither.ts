import { UserError } from '../lib/errors/UserError.js';

const withArticle = (name: string): string => `${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}`;

/** Checks that exactly one of two members is given. Throws a `UserError` that names the path where both are, or neither. */
export function checkEither(one: string, given: unknown, other: string, givenOther: unknown, path: string): void {
  if ((given == null) !== (givenOther == null)) return;
  const [first, second] = [withArticle(one), withArticle(other)];
  const names = given == null ? `neither ${first} nor ${second}` : `both ${first} and ${second}`;
  throw new UserError(`"${path}" names ${names}: give exactly one of "${one}" and "${other}".`);
}
