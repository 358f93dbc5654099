import type { Scope } from '../scope.js';
import { UserError } from '../lib/errors/UserError.js';

/** Refuses a viewer who may only read. Throws a `UserError` (`READ_ONLY_KEY`). */
export function requireWriter({ viewer }: Pick<Scope, 'viewer'>): void {
  if (viewer.mayWrite === true) return;
  throw new UserError(
    `The API key "${viewer.name}" may only read; a key of "facet keys create NAME --write" may change something.`,
    'READ_ONLY_KEY',
  );
}
