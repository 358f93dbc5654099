import { missingForReading } from '../../access/missingRights.js';
import { UserError } from '../../lib/errors/UserError.js';
import type { Scope } from '../../scope.js';

/**
 * Refuses a viewer who does not see all customers and values: plans and deliveries are counted over all of them, by criteria and
 * attributes of any class. Throws a `UserError` (`PLAN_NOT_READABLE`).
 */
export function requirePlanReader({ viewer }: Pick<Scope, 'viewer'>, path: string): void {
  const missing = missingForReading(viewer);
  if (missing.length > 0)
    throw new UserError(
      `"${path}" counts all customers by any of their values, of which the role "${viewer.role.name}" does not see all ` +
        `(${missing.join(', ')}).`,
      'PLAN_NOT_READABLE',
    );
}
