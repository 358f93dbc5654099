import { z } from 'zod';
import { bounded, boundedWhole } from '../bounded.js';
import { headerKeys } from './headerKeys.js';
import { secretKey } from './secretKey.js';

const path = z.string('is not a path').min(1, 'is not a path');

const tlsKeys = z
  .strictObject({ ca: path.optional(), cert: path.optional(), key: path.optional() })
  .refine(({ cert, key }) => (cert === undefined) === (key === undefined), 'has one of cert and key; they go together');

const secretAlgorithms = ['HS256', 'HS384', 'HS512'] as const;
const keyAlgorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'EdDSA'] as const;

/** A token of our own, by which a subgraph knows who asks. */
const tokenKeys = z
  .strictObject({
    secret: secretKey.optional(),
    /** A file with a private key (PEM, PKCS #8). */
    key: path.optional(),
    algorithm: z
      .enum([...secretAlgorithms, ...keyAlgorithms], {
        error: `is none of ${[...secretAlgorithms, ...keyAlgorithms].join(', ')}`,
      })
      .optional(),
    audience: z.string('is not a text').min(1, 'is an empty text').max(500, 'is longer than 500 characters').optional(),
    seconds: boundedWhole(1, 3600, 'number of seconds').default(60),
  })
  .superRefine(({ secret, key, algorithm }, context) => {
    const say = (message: string, ...place: string[]) => context.addIssue({ code: 'custom', path: place, message });
    if ((secret === undefined) === (key === undefined)) return say('is signed with exactly one of secret and key');
    const known: readonly string[] = secret === undefined ? keyAlgorithms : secretAlgorithms;
    if (algorithm === undefined && key !== undefined)
      say(`is missing: a key does not tell it; name one of ${known.join(', ')}`, 'algorithm');
    if (algorithm !== undefined && !known.includes(algorithm))
      say(
        `does not go with ${secret === undefined ? 'a key' : 'a secret'}, which takes ${known.join(', ')}`,
        'algorithm',
      );
  });

/** How a subgraph is called. Each has a default, see `remoteDefaults`. */
export const remoteShape = {
  headers: headerKeys.optional(),
  /** Seconds until a call is answered. */
  timeoutSeconds: bounded(0.05, 600).optional(),
  /** How often a call that may be repeated is tried again. */
  retries: boundedWhole(0, 10).optional(),
  /** Calls that are under way at the most. */
  concurrency: boundedWhole(1, 10_000).optional(),
  /** After `failures` calls that failed one after another none is made for `seconds`. */
  breaker: z
    .strictObject({
      failures: boundedWhole(1, 1000, 'number of failures').optional(),
      seconds: bounded(0.1, 3600).optional(),
    })
    .optional(),
  /** Bytes of an answer at the most, after it was decompressed. */
  maxAnswer: boundedWhole(1000, 400_000_000, 'number of bytes').optional(),
  tls: tlsKeys.optional(),
  token: tokenKeys.optional(),
} as const;

/** The keys by which a subgraph is called. */
export const remoteKeys = z.strictObject(remoteShape);

export type RemoteKeys = z.infer<typeof remoteKeys>;
