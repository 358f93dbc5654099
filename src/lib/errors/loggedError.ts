import { databaseCode } from './knownFault.js';

/** PostgreSQL's class of errors of values, whose sentences repeat them. */
const ofValues = /^22/;

/**
 * What a log may tell of a failure. An error of PostgreSQL repeats values in its `detail`, `hint` and `where`, and in its sentence where a value
 * is what is wrong; those are left out.
 */
export function loggedError(error: unknown): object {
  if (!(error instanceof Error)) return { __proto__: null, type: typeof error };
  const code = databaseCode(error);
  const message = ofValues.test(String(code)) ? 'PostgreSQL refused a value' : error.message;
  const stack = error.stack?.replace(error.message, () => message);
  // Without a prototype the logger takes the name for the type, which would else be that of this object.
  return { __proto__: null, name: error.name, message, code, stack };
}
