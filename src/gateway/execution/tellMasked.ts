import type { ExecutionResult } from 'graphql';
import { takeMasked, type Masking } from '../../lib/rights/maskedPlaces.js';

/** An answer that says by `extensions.masked` where masked values stand in it; one without such values as it is. */
export function tellMasked(result: ExecutionResult, context: Masking): ExecutionResult {
  const masked = takeMasked(context);
  return masked.length === 0 ? result : { ...result, extensions: { ...result.extensions, masked } };
}
