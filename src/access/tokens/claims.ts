import { propertyAt } from '../../lib/checks/propertyAt.js';
import { TokenFault } from './TokenFault.js';

type Claims = Readonly<Record<string, unknown>>;

/** The words of a claim: a list of texts, or a text with blanks between them, as `scope` has it. Throws a `TokenFault` for anything else. */
export function wordsAt(claims: Claims, path: readonly string[]): readonly string[] {
  const value = propertyAt(claims, path);
  if (typeof value === 'string') return value.split(' ').filter((word) => word !== '');
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value;
  throw new TokenFault(`its claim "${path.join('.')}" is neither a text nor a list of texts`);
}

/** The names in a claim: a list of texts, or one text, which is one name. Throws a `TokenFault` for anything else. */
export function namesAt(claims: Claims, path: readonly string[]): readonly string[] {
  const value = propertyAt(claims, path);
  return typeof value === 'string' ? [value] : wordsAt(claims, path);
}
