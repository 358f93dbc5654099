import DataLoader from 'dataloader';
import { loaderOf, type RequestContext } from '../../../../federation/requestContext.js';
import { answerLimits } from '../../../../words/limits.js';
import { checkRows } from '../../../../federation/answeredRows.js';
import { cacheKeyFn } from '../loaders.js';
import type { RedemptionRow, TargetingKey } from '../shape.js';
import { findRedemptions } from './queries.js';

const { redemptions: mostRedemptions } = answerLimits;

/** The newest redemptions of a targeting. A `UserError` with `TOO_MANY_VALUES` where too many are asked for together. */
export const redemptionLoader = (context: RequestContext) =>
  loaderOf<TargetingKey, RedemptionRow[]>(
    context,
    'redemptions of targetings',
    () =>
      new DataLoader(
        async (keys) => {
          checkRows(keys.length, { size: mostRedemptions }, 'redemptions');
          return findRedemptions(context, keys, mostRedemptions);
        },
        { cacheKeyFn },
      ),
  );
