import type { GraphQLResolveInfo } from 'graphql';
import type { Catalogue } from '../../../catalogue/catalogue.js';
import { planOf, type RequestContext } from '../../../federation/requestContext.js';
import type { CustomerMarketingImpactArgs } from '../../../generated/resolvers.js';
import { checkLength } from '../../../lib/checks/checkLength.js';
import { addDays, countDays, isDay } from '../../../lib/time/days.js';
import { selectedFields } from '../../../lib/relay/selection.js';
import { UserError } from '../../../lib/errors/UserError.js';
import { endOfTime } from '../../../population/profileDays.js';
import { answerLimits, listLimits } from '../../../words/limits.js';
import { dayFinder } from '../../dayFinder.js';
import { namedColumns } from '../profile/namedColumns.js';
import { profileColumnsBelow } from '../profile/profileSelection.js';
import { toSelection, type ProfileSelection } from '../../../catalogue/reading/selection.js';
import { impactLoader } from './loaders.js';
import type { MarketingImpactRow, Stretch } from './shape.js';

const { days: mostDays } = answerLimits;
const daysBeforeLast = 30;
const firstDay = '0001-01-01';

/** What a question needs of each day: the names, and the columns behind them; null where no snapshot is asked for. */
interface ImpactPlan {
  readonly names: readonly string[];
  readonly selection: ProfileSelection | null;
}

/**
 * The name of all up to a day, where the name is of the last month: `ORDERS` of `ORDERS_1M`. Throws a `UserError` for one that
 * is known of the last month alone.
 */
function cumulativeName({ names }: Catalogue, name: string): string {
  const whole = name.replace(/_1M$/i, '');
  const isKnown = (one: string): boolean => names.has(one.toLowerCase());
  if (isKnown(name) && !isKnown(whole))
    throw new UserError(
      `"${name}" has no cumulative form: there is no attribute "${whole}". Ask for it without "cumulative".`,
      'UNKNOWN_ATTRIBUTE',
    );
  return whole;
}

function plan(
  { catalogue }: RequestContext,
  { kpis, cumulative }: CustomerMarketingImpactArgs,
  info: GraphQLResolveInfo,
): ImpactPlan {
  checkLength(kpis, 'kpis', listLimits.comparedNames);
  const names = cumulative === true ? kpis.map((name) => cumulativeName(catalogue, name)) : kpis;
  const named = namedColumns(catalogue, names);
  const asked = selectedFields(info, 'MarketingImpactDay', info.fieldNodes);
  const [profile, values] = [asked.get('profile'), asked.has('kpis')];
  const selection = toSelection([
    ...(profile === undefined ? [] : profileColumnsBelow(catalogue, info, profile)),
    ...(values ? named.map(({ column }) => column) : []),
  ]);
  return { names, selection: profile === undefined && selection.columns.length === 0 ? null : selection };
}

function stretchTo(last: string, from: string | null | undefined): Stretch {
  const earlier = addDays(last, -daysBeforeLast);
  const first = from ?? (isDay(earlier) ? earlier : firstDay);
  if (first > last) throw new UserError(`"from" is ${first}, which is after the last day, ${last}.`);
  const days = countDays(first, last);
  if (days > mostDays)
    throw new UserError(`From ${first} to ${last} are ${days} days, and ${mostDays} are the most.`, 'TOO_MANY_DAYS');
  return { from: first, to: last };
}

/**
 * What was known of a customer on each day of a stretch; [] where it has no end, because there is no snapshot. Throws a
 * `UserError` for an unknown name, or a stretch that is too long or ends before it begins.
 */
export async function marketingImpact(
  customerId: string,
  asked: CustomerMarketingImpactArgs,
  context: RequestContext,
  info: GraphQLResolveInfo,
): Promise<MarketingImpactRow[]> {
  const { names, selection } = planOf(context, 'impact', info.fieldNodes, () => plan(context, asked, info));
  const last = asked.to ?? (await dayFinder(context)(endOfTime))?.day;
  if (last === undefined) return [];
  const stretch = stretchTo(last, asked.from);
  const profiles = await impactLoader(context, stretch, selection).load(customerId);
  return profiles.map((profile, n) => ({ customerId, date: addDays(stretch.from, n), profile, names }));
}
