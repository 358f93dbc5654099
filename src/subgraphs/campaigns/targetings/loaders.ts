import DataLoader from 'dataloader';
import { columnLoaderOf, loaderOf, type RequestContext } from '../../../federation/requestContext.js';
import { UserError } from '../../../lib/errors/UserError.js';
import type { WrittenText } from '../../../lib/written/shape.js';
import { answerLimits } from '../../../words/limits.js';
import type { TargetingState } from '../../../words/targetingStates.js';
import { checkRows } from '../../../federation/answeredRows.js';
import type { TargetingRow } from '../shape.js';
import type { AskedTargeting } from './columns.js';
import {
  countTargetings,
  findTargetings,
  findTargetingsOfCampaigns,
  findTargetingsOfCustomers,
  findTargetingsOfDays,
  findWrittenTargetings,
  type TargetingPage,
  type WrittenTargetings,
} from './queries.js';
import type { CustomerDay, TargetingKey, TargetingQuestion } from './shape.js';
import { ofCampaign, ofCustomer, type Side } from './sides.js';

/** A page of targetings of each customer or campaign, with at least what is asked. */
export const targetingPageLoader = (
  context: RequestContext,
  side: Side,
  { question, page, asked }: TargetingPage,
): DataLoader<string, TargetingRow[]> =>
  columnLoaderOf(
    context,
    `${side.name} ${JSON.stringify([question, page])}`,
    asked,
    (read) =>
      new DataLoader(async (ids: readonly string[]) => {
        checkRows(ids.length, page, 'targetings');
        const find = side === ofCampaign ? findTargetingsOfCampaigns : findTargetingsOfCustomers;
        return find(context, ids, { question, page, asked: read() });
      }),
  );

/** A page of the targetings of each customer, written in at least one shape of edges; null without any. */
export const writtenPageLoader = (
  context: RequestContext,
  { question, page, shape }: Pick<TargetingPage, 'question' | 'page'> & { readonly shape: WrittenText },
): DataLoader<string, WrittenTargetings | null> =>
  columnLoaderOf<string, WrittenTargetings | null, never>(
    context,
    `written ${ofCustomer.name} ${JSON.stringify([question, page])}`,
    { columns: [], texts: [shape] },
    (read) =>
      new DataLoader(async (ids: readonly string[]) => {
        checkRows(ids.length, page, 'targetings');
        return findWrittenTargetings(context, ids, { question, page, shapes: read().texts });
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

const { listRows: mostRows } = answerLimits;

function checkDays({ length }: readonly CustomerDay[]): void {
  if (length > mostRows)
    throw new UserError(
      `The question asks for the targetings of ${length} days of customers, and ${mostRows} are the most; ask for fewer ` +
        'customers or days.',
      'TOO_MANY_VALUES',
    );
}

/**
 * The targetings of a day of a customer, with at least what is asked. A `UserError` with `TOO_MANY_VALUES` where too many are asked
 * for together.
 */
export const dayLoader = (
  context: RequestContext,
  states: readonly TargetingState[] | null,
  asked: AskedTargeting,
): DataLoader<CustomerDay, TargetingRow[], string> =>
  columnLoaderOf(
    context,
    `targetings of days ${JSON.stringify(states)}`,
    asked,
    (read) =>
      new DataLoader<CustomerDay, TargetingRow[], string>(
        async (days) => {
          checkDays(days);
          return findTargetingsOfDays(context, days, states, read());
        },
        { cacheKeyFn: ({ customerId, date }) => JSON.stringify([customerId, date]) },
      ),
  );
