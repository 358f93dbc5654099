import DataLoader from 'dataloader';
import { loaderOf, type RequestContext } from '../../../context.js';
import type { Page } from '../../../lib/page.js';
import { UserError } from '../../../lib/UserError.js';
import { checkRows, mostRows } from '../limits.js';
import type { TargetingRow, TargetingState } from '../shape.js';
import {
  countTargetings,
  findTargetings,
  findTargetingsOfCampaigns,
  findTargetingsOfCustomers,
  findTargetingsOfDays,
} from './queries.js';
import type { CustomerDay, TargetingKey, TargetingQuestion } from './shape.js';
import { ofCampaign, type Side } from './sides.js';

/** A page of targetings of each customer or campaign. */
export const targetingPageLoader = (context: RequestContext, side: Side, question: TargetingQuestion, page: Page) =>
  loaderOf<string, TargetingRow[]>(
    context,
    `${side.name} ${JSON.stringify([question, page])}`,
    () =>
      new DataLoader(async (ids) => {
        checkRows(ids.length, page, 'targetings');
        const find = side === ofCampaign ? findTargetingsOfCampaigns : findTargetingsOfCustomers;
        return find(context, ids, question, page);
      }),
  );

/** How many targetings each customer or campaign has. */
export const targetingCountLoader = (context: RequestContext, side: Side, question: TargetingQuestion) =>
  loaderOf<string, number>(
    context,
    `count of ${side.name} ${JSON.stringify(question)}`,
    () => new DataLoader((ids) => countTargetings(context, side, ids, question)),
  );

/** A key as loaders keep it. */
export const cacheKeyFn = ({ customerId, executionDate, planId }: TargetingKey): string =>
  JSON.stringify([customerId, executionDate, planId]);

/** Targetings by key; null where there is none. */
export const targetingLoader = (context: RequestContext) =>
  loaderOf<TargetingKey, TargetingRow | null>(
    context,
    'targetings by key',
    () => new DataLoader((keys) => findTargetings(context, keys), { cacheKeyFn }),
  );

function checkDays({ length }: readonly CustomerDay[]): void {
  if (length > mostRows)
    throw new UserError(
      `The question asks for the targetings of ${length} days of customers, and ${mostRows} are the most; ask for fewer ` +
        'customers or days.',
      'TOO_MANY_VALUES',
    );
}

/** The targetings of a day of a customer. A `UserError` with `TOO_MANY_VALUES` where too many are asked for together. */
export const dayLoader = (context: RequestContext, states: readonly TargetingState[] | null) =>
  loaderOf<CustomerDay, TargetingRow[]>(
    context,
    `targetings of days ${JSON.stringify(states)}`,
    () =>
      new DataLoader(
        async (days) => {
          checkDays(days);
          return findTargetingsOfDays(context, days, states);
        },
        { cacheKeyFn: ({ customerId, date }) => JSON.stringify([customerId, date]) },
      ),
  );
