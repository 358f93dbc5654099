import { z } from 'zod';

/** A secret, which stands in an environment variable. What was written in its place is never repeated: it may be the secret. */
export const secretKey = z.strictObject(
  {
    env: z
      .string('is missing: name the environment variable that holds it')
      .regex(
        /^[A-Za-z_][A-Za-z0-9_]{0,127}$/,
        'is not the name of an environment variable; the secret itself does not belong in the file',
      ),
  },
  'is not { env: NAME }, which names the environment variable that holds it',
);

/** What reads secrets, and writes down a sentence for each that is not there. */
export interface SecretReader {
  readonly read: (secret: z.infer<typeof secretKey>, key: string) => string;
  readonly missing: readonly string[];
}

/** Reads secrets from an environment. One that is missing is read as '' and told in `missing`, by its key. */
export function createSecretReader(environment: NodeJS.ProcessEnv): SecretReader {
  const missing: string[] = [];
  return {
    missing,
    read({ env }, key) {
      const value = environment[env] ?? '';
      if (value === '') missing.push(`${key}: the environment variable ${env} is not set`);
      return value;
    },
  };
}
