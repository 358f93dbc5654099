import { isJsonObject } from '../../lib/checks/isJsonObject.js';
import { TokenFault } from './TokenFault.js';

type Claims = Readonly<Record<string, unknown>>;

/** The value of a claim; undefined where there is none. */
export const claimAt = (claims: Claims, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (value, name) => (isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined),
    claims,
  );

/** The words of a claim: a list of texts, or a text with blanks between them, as `scope` has it. Throws a `TokenFault` for anything else. */
export function wordsAt(claims: Claims, path: readonly string[]): readonly string[] {
  const value = claimAt(claims, path);
  if (typeof value === 'string') return value.split(' ').filter((word) => word !== '');
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value;
  throw new TokenFault(`its claim "${path.join('.')}" is neither a text nor a list of texts`);
}

/** The names in a claim: a list of texts, or one text, which is one name. Throws a `TokenFault` for anything else. */
export function namesAt(claims: Claims, path: readonly string[]): readonly string[] {
  const value = claimAt(claims, path);
  return typeof value === 'string' ? [value] : wordsAt(claims, path);
}
