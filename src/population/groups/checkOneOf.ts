import { UserError } from '../../lib/errors/UserError.js';
import { checkEither } from '../checkEither.js';

const quoted = (names: readonly string[], last: string): string =>
  names.map((name, n) => `${n === 0 ? '' : n === names.length - 1 ? ` ${last} ` : ', '}"${name}"`).join('');

/** Checks that exactly one of some members is given. Throws a `UserError` that names the path where none is, or several are. */
export function checkOneOf<N extends string>(
  names: readonly N[],
  given: { readonly [Name in N]?: unknown },
  path: string,
): void {
  const [first, second] = names;
  if (first !== undefined && second !== undefined && names.length === 2)
    return checkEither(first, given[first], second, given[second], path);
  const found = names.filter((name) => given[name] != null);
  if (found.length === 1) return;
  const named = found.length === 0 ? 'nothing' : quoted(found, 'and');
  const wanted = names.length === 1 ? quoted(names, '') : `exactly one of ${quoted(names, 'and')}`;
  throw new UserError(`"${path}" names ${named}: give ${wanted}.`);
}
