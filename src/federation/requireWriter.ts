import { missingForWriting } from '../access/missingRights.js';
import type { Scope } from '../scope.js';
import { UserError } from '../lib/errors/UserError.js';

/**
 * Refuses a viewer who may only read, and one who does not see everything: what is saved is evaluated over all customers and values,
 * for everybody, and handed to destinations. Throws a `UserError` (`READ_ONLY_KEY`, `WRITER_NOT_FULL`).
 */
export function requireWriter({ viewer }: Pick<Scope, 'viewer'>): void {
  if (viewer.mayWrite !== true)
    throw new UserError(
      `The API key "${viewer.name}" may only read; a key of "facet keys create NAME --write" may change something.`,
      'READ_ONLY_KEY',
    );
  const missing = missingForWriting(viewer);
  if (missing.length > 0)
    throw new UserError(
      `"${viewer.name}" may write, and what it saves is evaluated over all customers and all their values, of which the role ` +
        `"${viewer.role.name}" does not see all (${missing.join(', ')}): only a viewer who sees everything may save it.`,
      'WRITER_NOT_FULL',
    );
}
