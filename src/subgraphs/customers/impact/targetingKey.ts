import { keyOf } from '../../../federation/keyOf.js';
import { checkKey } from '../../../lib/checks/checkKey.js';
import { checkDay } from '../../../lib/checks/checkDay.js';
import type { TargetingReference } from './shape.js';

/**
 * The key of a `CampaignTargeting`: what came of it is known elsewhere, and here its key is all that is needed. Throws a
 * `UserError` for a representation without one.
 */
export function targetingKeyOf(representation: Readonly<Record<string, unknown>>): TargetingReference {
  const textIn = (field: string): string => checkKey(keyOf(representation, field), field);
  return {
    customerId: textIn('customerId'),
    executionDate: checkDay(textIn('executionDate'), 'executionDate'),
    planId: textIn('planId'),
  };
}
