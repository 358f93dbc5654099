import type { GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../../../federation/requestContext.js';
import type { Resolvers } from '../../../generated/resolvers.js';
import { isDay } from '../../../lib/time/days.js';
import { toGlobalId } from '../../../lib/relay/globalId.js';
import { badCursor, toConnection, toPage, type Page, type PageArguments } from '../../../lib/relay/page.js';
import { checkValue } from '../../../lib/checks/checkValue.js';
import { endOfTime } from '../../../population/profileDays.js';
import type { CompleteDay } from '../../../scope.js';
import { attributesOf, formatAttribute } from './attributes.js';
import { changesResolvers } from './changes/resolvers.js';
import { dayFinder, heldDay } from '../../dayFinder.js';
import { exactProfileLoader, historyLoader, profileLoader } from './loaders.js';
import { profileBeside } from './heldProfiles.js';
import { askedHistoryColumns, askedProfileColumns } from './profileSelection.js';
import type { CustomerProfileRow, ProfileKey } from './shape.js';

/**
 * The snapshot of a customer on exactly that day with what the selection asks; null without one, or when the day is not
 * complete. A `UserError` for a key that no text can be.
 */
export async function loadProfile(
  context: RequestContext,
  key: ProfileKey,
  info: GraphQLResolveInfo,
): Promise<CustomerProfileRow | null> {
  checkValue(key.customerId, 'id');
  return exactProfileLoader(context).load({ ...key, selection: askedProfileColumns(context, info) });
}

type Profile = CustomerProfileRow | null;

function profileOn(
  context: RequestContext,
  customerId: string,
  found: CompleteDay | null,
  info: GraphQLResolveInfo,
): Profile | Promise<Profile> {
  if (found === null) return null;
  const { day } = found;
  const selection = askedProfileColumns(context, info);
  const read = profileBeside(context, customerId, day, selection);
  return read === undefined ? profileLoader(context, selection).load({ customerId, day }) : read;
}

/** At once where the snapshot was read with its customer: a page has one for each. */
function newestProfile(
  context: RequestContext,
  customerId: string,
  date: string,
  info: GraphQLResolveInfo,
): Profile | Promise<Profile> {
  const held = heldDay(context, date);
  return held === undefined
    ? dayFinder(context)(date).then((day) => profileOn(context, customerId, day, info))
    : profileOn(context, customerId, held, info);
}

const history = { name: 'profiles', question: '' };

/** A page of a history, whose cursors carry a day. */
function historyPage(given: PageArguments): Page<string> {
  const page = toPage(history, given);
  const [day = null] = page.after ?? [];
  if (page.after !== undefined && (day === null || !isDay(day))) throw badCursor('after', 'holds no day');
  return { ...page, after: day ?? undefined, before: undefined };
}

export const profileResolvers = {
  Query: changesResolvers.Query,
  Customer: {
    profile: ({ id }, { date }, context, info) => newestProfile(context, id, date ?? endOfTime, info),
    newestProfile: ({ id }, _, context, info) => newestProfile(context, id, endOfTime, info),
    profiles: async ({ id }, { from, to, first, after }, context, info) => {
      const page = historyPage({ first, after });
      const range = { from: from ?? null, to: to ?? null };
      const rows = await historyLoader(context, range, page, askedHistoryColumns(context, info)).load(id);
      return toConnection(history, page, rows, ({ date }) => [date]);
    },
    ...changesResolvers.Customer,
  },
  CustomerProfile: {
    nodeId: ({ _customer, date }) => toGlobalId('CustomerProfile', _customer, date),
    computedAt: async ({ date }, _, context) => (await dayFinder(context)(date))?.computedAt ?? '',
    attributes: (row, { names }, context, info) => attributesOf(context, info, row, names),
    fields: (row) => row,
  },
  ProfileAttribute: {
    formatted: formatAttribute,
  },
} satisfies Resolvers;
