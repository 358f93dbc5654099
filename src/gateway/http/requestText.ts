import { isUtf8 } from 'node:buffer';
import { HttpRefusal } from '../errors/HttpRefusal.js';

/** The text of a request's body. Throws an `HttpRefusal` where its bytes are no UTF-8: U+FFFD in their place is another text. */
export function textOfBody(body: Buffer): string {
  if (!isUtf8(body)) throw new HttpRefusal('BAD_REQUEST', "The request's body is not valid UTF-8; send it as UTF-8.");
  return body.toString('utf8');
}

/** The bytes of a part of a URL; Node gives those that were not percent-encoded as characters up to U+00FF. */
const bytesOf = (part: string): Buffer =>
  Buffer.from(
    part.replaceAll(/%([\dA-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );

/** Throws an `HttpRefusal` for a search parameter that is not percent-encoded UTF-8. */
export function checkSearch(url: string): void {
  const begin = url.indexOf('?');
  if (begin < 0) return;
  for (const pair of url.slice(begin + 1).split('&')) {
    // oxlint-disable-next-line no-control-regex
    if (!/[^\u0000-\u007F]/.test(pair) && isUtf8(bytesOf(pair))) continue;
    const [name = ''] = bytesOf(pair).toString('utf8').split('=');
    const message = `The search parameter "${name.slice(0, 100)}" is not percent-encoded UTF-8, such as %C3%BC for ü.`;
    throw new HttpRefusal('BAD_REQUEST', message);
  }
}

/** What JSON writes half of a character as, if it does. */
const halfEscape = /\\u[Dd][89A-Fa-f]/;

const isWhole = (value: unknown): boolean => {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, part]) => key.isWellFormed() && isWhole(part));
};

/**
 * Throws an `HttpRefusal` where a text of a parsed JSON holds half of a character (a lone surrogate), which a database can only be
 * asked for as U+FFFD. `what` begins the sentence.
 */
export function checkHalves(json: string, value: unknown, what: string): void {
  if (!halfEscape.test(json) || isWhole(value)) return;
  throw new HttpRefusal('BAD_REQUEST', `${what} holds half of a character: a lone surrogate such as \\ud800.`);
}
