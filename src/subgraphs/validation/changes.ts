import type { RequestContext } from '../../federation/requestContext.js';
import { requireWriter } from '../../federation/requireWriter.js';
import type { MutationSetValidationThresholdArgs } from '../../generated/resolvers.js';
import { checkKey } from '../../lib/checks/checkKey.js';
import { shortened } from '../../lib/text/shortened.js';
import { UserError } from '../../lib/errors/UserError.js';
import { deleteThreshold, storeThreshold, type ThresholdRow } from '../../validation/storedThresholds.js';

function percent(value: number | null | undefined, name: string): number | null {
  if (value == null) return null;
  if (value < 0 || value > 100) throw new UserError(`"${name}" is ${value}, and a percentage is from 0 to 100.`);
  return value;
}

/** Sets the thresholds of a check. Throws a `UserError` for a viewer who may only read, and for what cannot be. */
export async function setThreshold(
  context: RequestContext,
  given: MutationSetValidationThresholdArgs,
): Promise<ThresholdRow> {
  requireWriter(context);
  const check = checkKey(given.check, 'check');
  const warnAbove = percent(given.warnAbove, 'warnAbove');
  const errorAbove = percent(given.errorAbove, 'errorAbove');
  if (warnAbove !== null && errorAbove !== null && warnAbove > errorAbove)
    throw new UserError(`"warnAbove" is ${warnAbove}, more than "errorAbove": nothing would ever be a warning.`);
  const { db, now, viewer } = context;
  const stored = await storeThreshold(db, check, { warnAbove, errorAbove }, { setBy: viewer.name, now });
  if (stored !== undefined) return stored;
  throw new UserError(
    `No run has made a check "${shortened(check)}"; "facet validate" makes all there are.`,
    'UNKNOWN_CHECK',
  );
}

/** Takes back what was set for a check; null where nothing was. Throws a `UserError` for a viewer who may only read. */
export async function removeThreshold(context: RequestContext, check: string): Promise<ThresholdRow | null> {
  requireWriter(context);
  return (await deleteThreshold(context.db, checkKey(check, 'check'))) ?? null;
}
