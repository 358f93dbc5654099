import type { GraphQLResolveInfo } from 'graphql';
import { resolveName, type Catalogue } from '../../../catalogue/catalogue.js';
import { holdsOn } from '../../../catalogue/meaning.js';
import { planOf, type RequestContext } from '../../../federation/requestContext.js';
import type { CampaignTargetingKpiAfterArgs } from '../../../generated/resolvers.js';
import { addDays, isDay } from '../../../lib/time/days.js';
import { subtractDecimals, withoutZeros } from '../../../lib/numbers/decimals.js';
import { UserError } from '../../../lib/errors/UserError.js';
import { answerLimits } from '../../../words/limits.js';
import { attributesOf, checkSomeNames, isOfNumbers, type AttributeRow } from '../profile/attributes.js';
import { exactProfileLoader } from '../profile/loaders.js';
import { namedColumns } from '../profile/namedColumns.js';
import { toSelection } from '../../../catalogue/reading/selection.js';
import type { KpiChangeRow, TargetingReference } from './shape.js';

const { days: mostDays } = answerLimits;

function plan({ catalogue }: RequestContext, { days, kpis }: CampaignTargetingKpiAfterArgs) {
  if (days < 1 || days > mostDays)
    throw new UserError(`"days" is ${days}, and must be from 1 to ${mostDays} days after the occurrence.`);
  checkSomeNames(kpis, 'kpis');
  const named = namedColumns(catalogue, kpis);
  return { named, selection: toSelection(named.map(({ column }) => column)) };
}

const number = /^-?\d+(\.\d+)?$/;

/** How much more a number is than another, exactly; null where one is missing or is not a number. */
function difference(after: string | null, before: string | null): string | null {
  if (after === null || before === null || !number.test(after) || !number.test(before)) return null;
  return withoutZeros(subtractDecimals(after, before));
}

/** Whether a name or slot means on both days what it means on the other, or nothing. */
function meansOne(catalogue: Catalogue, asked: string, days: readonly string[]): boolean {
  const resolved = resolveName(catalogue, asked);
  const meanings =
    'slot' in resolved ? catalogue.meanings.filter(({ slot }) => slot === resolved.slot) : resolved.name.meanings;
  const ids = days.map((day) => meanings.find((meaning) => holdsOn(meaning, day))?.fieldId);
  return new Set(ids).size === 1;
}

const toKpiChange = (name: string, before: AttributeRow, after: AttributeRow, isComparable: boolean): KpiChangeRow => ({
  name,
  unit: before.unit ?? after.unit,
  before: before.value,
  after: after.value,
  change: isComparable && isOfNumbers(before.type) ? difference(after.value, before.value) : null,
});

/**
 * What attributes came to some days after a targeting, in the order asked. Throws a `UserError` for an unknown name, or too
 * many or no names or days.
 */
export async function kpiAfter(
  { customerId, executionDate }: TargetingReference,
  asked: CampaignTargetingKpiAfterArgs,
  context: RequestContext,
  info: GraphQLResolveInfo,
): Promise<KpiChangeRow[]> {
  const { catalogue } = context;
  const { named, selection } = planOf(context, 'kpiAfter', info.fieldNodes, () => plan(context, asked));
  const days = [executionDate, isDay(executionDate) ? addDays(executionDate, asked.days) : ''];
  const profiles = exactProfileLoader(context);
  // Beyond the year 9999 there is no day that a snapshot could be of.
  const rows = await Promise.all(
    days.map(async (day) => (isDay(day) ? profiles.load({ customerId, day, selection }) : null)),
  );
  const [before = [], after = []] = days.map((date, n) =>
    attributesOf(context, info, rows[n] ?? { _customer: customerId, date }, asked.kpis),
  );
  return named.flatMap(({ name }, n) => {
    const [kpi, first, last] = [asked.kpis[n], before[n], after[n]];
    if (kpi === undefined || first === undefined || last === undefined) return [];
    return [toKpiChange(name, first, last, meansOne(catalogue, kpi, days))];
  });
}
