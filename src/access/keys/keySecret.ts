import { randomBytes } from 'node:crypto';
import { hashText } from '../../lib/text/hashText.js';

/** Gives as many random bytes as it is asked for. */
export type RandomBytes = (size: number) => Buffer;

/** What every secret begins with, so that it can be told from other credentials, also by who searches for leaked ones. */
const beginning = 'facet_';
/** Characters of 6 bits each, of 43: they tell a key from others and leave 232 bits to guess. */
const recognisable = 4;

/** The secret of a key, and what is kept of it. */
export interface KeySecret {
  /** `facet_` and 43 characters: 256 random bits. */
  readonly secret: string;
  readonly hash: string;
  readonly prefix: string;
}

/** SHA-256 as lower-case hexadecimal digits. A key is 256 random bits: a slow hash would add nothing. */
export const hashKey = (secret: string): string => hashText(secret);

/** Makes a secret. */
export function makeSecret(random: RandomBytes = randomBytes): KeySecret {
  const secret = `${beginning}${random(32).toString('base64url')}`;
  return { secret, hash: hashKey(secret), prefix: secret.slice(0, beginning.length + recognisable) };
}

/** Whether a text has the form of a secret. */
export const isSecret = (text: string): boolean => /^facet_[\w-]{43}$/.test(text);
