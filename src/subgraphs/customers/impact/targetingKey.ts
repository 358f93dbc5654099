import { keyOf } from '../../../federation/entities.js';
import { checkId } from '../../../levels/checkId.js';
import { checkDay } from '../../../lib/checkDay.js';
import type { TargetingKey } from './shape.js';

/**
 * The key of a `CampaignTargeting`: what came of it is known elsewhere, and here its key is all that is needed. Throws a
 * `UserError` for a representation without one.
 */
export function targetingKeyOf(representation: Readonly<Record<string, unknown>>): TargetingKey {
  const textIn = (field: string): string => checkId(keyOf(representation, field), field);
  return {
    customerId: textIn('customerId'),
    executionDate: checkDay(textIn('executionDate'), 'executionDate'),
    planId: textIn('planId'),
  };
}
