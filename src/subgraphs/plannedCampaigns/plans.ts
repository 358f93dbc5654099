import type { GraphQLResolveInfo } from 'graphql';
import { readDefinition } from '../../campaigns/definition/readDefinition.js';
import type { CountedDelivery } from '../../campaigns/plan/CountedDelivery.js';
import { planDelivery, type PlannedDefinition } from '../../campaigns/plan/planDelivery.js';
import { charged } from '../../federation/answeredRows.js';
import { loadReference } from '../../federation/references.js';
import type { RequestContext } from '../../federation/requestContext.js';
import { UserError } from '../../lib/errors/UserError.js';
import { listLimits } from '../../words/limits.js';
import { campaignAsker } from './loaders.js';

function checkSample(sample: number): void {
  if (sample < 0 || sample > listLimits.planSample)
    throw new UserError(`"sample" is ${sample}; from 0 to ${listLimits.planSample} customers are shown of each group.`);
}

/** What a delivery of today would be. Throws a `UserError` where a segment of it cannot be asked. */
export function plannedCounts(
  context: RequestContext,
  planned: PlannedDefinition,
  sample: number,
): Promise<CountedDelivery> {
  checkSample(sample);
  const { openMembers } = campaignAsker(context);
  return planDelivery(context, planned, { openMembers, holdout: context.campaigns?.holdout ?? null, sample });
}

/** What a delivery of a campaign in the making would be. */
export async function countsInTheMaking(
  context: RequestContext,
  given: unknown,
  sample: number,
): Promise<CountedDelivery> {
  const definition = readDefinition(given);
  campaignAsker(context).checkDestinations(definition);
  return plannedCounts(context, { id: null, definition, salt: definition.name }, sample);
}

/** Customers by their keys; none whom the viewer may not see. */
export async function sampledCustomers(context: RequestContext, ids: readonly string[], info: GraphQLResolveInfo) {
  const found = await Promise.all(charged(context, [...ids]).map((id) => loadReference('Customer', id, context, info)));
  return found.filter((one) => one !== null);
}
