import DataLoader from 'dataloader';
import { loaderOf, type RequestContext } from '../../../../context.js';
import { cacheKeyFn } from '../loaders.js';
import type { RedemptionRow, TargetingKey } from '../shape.js';
import { findRedemptions } from './queries.js';

/** Redemptions that a targeting shows. */
const mostRedemptions = 100;

/** The newest redemptions of a targeting. */
export const redemptionLoader = (context: RequestContext) =>
  loaderOf<TargetingKey, RedemptionRow[]>(
    context,
    'redemptions of targetings',
    () => new DataLoader((keys) => findRedemptions(context, keys, mostRedemptions), { cacheKeyFn }),
  );
