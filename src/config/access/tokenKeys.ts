import { z } from 'zod';
import { bounded, boundedWhole } from '../bounded.js';
import { inFolderOf } from '../../lib/process/inFolderOf.js';

/** What tokens may be signed with: by a key that only the issuer has. A secret that both have is none of them. */
const tokenAlgorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
] as const;

const algorithm = z.string().superRefine((name, context) => {
  const say = (message: string): void => context.addIssue({ code: 'custom', message });
  if (/^hs/i.test(name))
    say(`is "${name}", which signs with a secret that both sides have: whoever can check a token could make one`);
  else if (name.toLowerCase() === 'none') say(`is "${name}": a token that nobody has signed says nothing`);
  else if (!(tokenAlgorithms as readonly string[]).includes(name)) say(`is none of ${tokenAlgorithms.join(', ')}`);
});

/** Where a claim is: names with dots between, or a list of names where one has a dot in it. */
const claim = z
  .union(
    [
      z
        .string()
        .min(1)
        .max(500)
        .transform((path) => path.split('.')),
      z.array(z.string().min(1).max(500)).min(1).max(20),
    ],
    'is neither the name of a claim, such as resource_access.facet.role, nor a list of names',
  )
  .refine((path) => path.every((name) => name !== ''), 'has an empty name in it');

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** An address whose answer can be trusted, and may be written to the log. */
const trustedAddress = z
  .string()
  .max(2000, 'is longer than 2000 characters')
  .superRefine((text, context) => {
    const say = (message: string): void => context.addIssue({ code: 'custom', message });
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined || !['https:', 'http:'].includes(url.protocol))
      return say('is not an address such as https://login.example/keys');
    if (url.username !== '' || url.password !== '') say('has a name or a password in it; public keys need none');
    if (url.protocol === 'http:' && !loopback.has(url.hostname))
      say('is not https, and not on this machine: whoever sits between could sign');
  });

const text = z.string().min(1, 'is empty').max(2000);

const issuer = z
  .strictObject({
    /** What `iss` says. */
    issuer: text,
    /** What `aud` must name. */
    audience: text,
    /** The address of its keys. */
    jwks: trustedAddress.optional(),
    /** A file with its keys. */
    jwksFile: z.string().min(1, 'is empty').optional(),
    algorithms: z.array(algorithm).min(1, 'is an empty list').default(['RS256', 'ES256', 'EdDSA', 'PS256']),
    clockToleranceSeconds: bounded(0, 300).default(5),
    /** Since `iat`, after which a token is refused although it has not ended. */
    maxAgeSeconds: boundedWhole(1, 31_536_000).optional(),
    /** For which a token that was checked is not checked again. */
    cacheSeconds: boundedWhole(0, 86_400).default(300),
    claims: z.strictObject({
      name: claim.default(['sub']),
      role: claim,
      apps: claim.optional(),
      brands: claim.optional(),
      write: claim.optional(),
    }),
    /** The roles of the config, by what the claim says. */
    roles: z
      .record(z.string().regex(/^\S+$/, 'has blanks, and is looked for between them'), z.string())
      .refine((roles) => Object.keys(roles).length > 0, 'is empty: no token would have a role'),
  })
  .refine(({ jwks, jwksFile }) => (jwks === undefined) !== (jwksFile === undefined), {
    path: ['jwks'],
    message: 'and jwksFile say both, or neither, where the keys are: name one of them',
  });

/** The key `access.tokens`: whose tokens (JWT) are taken, and what their claims mean. */
export const tokensKeys = z
  .array(issuer, 'is no list of issuers')
  .max(50)
  .superRefine((issuers, context) =>
    issuers.forEach((one, n) => {
      const first = issuers.findIndex((other) => other.issuer === one.issuer);
      if (first !== n)
        context.addIssue({ code: 'custom', path: [n, 'issuer'], message: `is "${one.issuer}" a second time` });
    }),
  )
  .default([]);

/** An issuer of tokens. */
export type TokenIssuer = z.infer<typeof issuer>;

/** The issuers with their files as seen from the config file. */
export const resolveTokens = (issuers: readonly TokenIssuer[], file: string): readonly TokenIssuer[] =>
  issuers.map((one) => (one.jwksFile === undefined ? one : { ...one, jwksFile: inFolderOf(file, one.jwksFile) }));
