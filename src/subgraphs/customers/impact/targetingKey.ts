import { keyOf } from '../../../federation/entities.js';
import { checkDay } from '../../../lib/checkDay.js';
import { trimmed } from '../../../lib/whiteSpace.js';
import { checkValue } from '../../../population/operand.js';
import type { TargetingKey } from './shape.js';

/**
 * The key of a `CampaignTargeting`: what came of it is known elsewhere, and here its key is all that is needed. Throws a
 * `UserError` for a representation without one.
 */
export function targetingKeyOf(representation: Readonly<Record<string, unknown>>): TargetingKey {
  const keyFields = ['customerId', 'planId', 'executionDate'] as const;
  const [customerId = '', planId = '', executionDate = ''] = keyFields.map((field) =>
    trimmed(keyOf(representation, field)),
  );
  checkValue(customerId, 'customerId');
  checkValue(planId, 'planId');
  return { customerId, executionDate: checkDay(executionDate, 'executionDate'), planId };
}
