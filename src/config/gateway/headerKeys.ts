import { z } from 'zod';
import { connectionHeaders } from '../../words/errors/connections.js';
import { secretKey } from './secretKey.js';

const headerName = z
  .string('is not the name of a header')
  .max(200, 'is longer than 200 characters')
  .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/, 'is not the name of a header')
  .refine((name) => !connectionHeaders.has(name.toLowerCase()), 'is a header that Facet writes itself')
  .transform((name) => name.toLowerCase());

/** The value is text of one line, or a secret. */
const headerValue = z.union(
  [
    z
      .string()
      .max(8000, 'is longer than 8000 characters')
      .regex(/^[\t\x20-\x7e]*$/, 'is no text of one line without accents'),
    secretKey,
  ],
  'is neither a text of one line nor { env: NAME }, which names the environment variable that holds it',
);

/** Headers with their values, by name. */
export const headersToSet = z
  .record(z.string(), headerValue, 'is not a list of headers with their values')
  .superRefine((given, context) => {
    const names = Object.keys(given);
    names.forEach((name, n) => {
      for (const { message } of headerName.safeParse(name).error?.issues ?? [])
        context.addIssue({ code: 'custom', path: [name], message });
      const first = names.findIndex((other) => other.toLowerCase() === name.toLowerCase());
      if (first !== n)
        context.addIssue({ code: 'custom', path: [name], message: `is "${names[first]}" a second time` });
    });
  });

/** The key `headers:` of a subgraph: nothing of a client's request reaches it but what is named here. */
export const headerKeys = z.strictObject({
  /** Those of the client's request that are handed on. */
  forward: z.array(headerName, 'is no list of names of headers').max(100, 'has more than 100 names').optional(),
  /** Those that each call has; one that is also forwarded is this one. */
  set: headersToSet.optional(),
});
