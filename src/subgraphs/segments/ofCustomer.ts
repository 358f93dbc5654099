import type { GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../../federation/requestContext.js';
import type { CustomerExplainArgs, CustomerMatchesArgs } from '../../generated/resolvers.js';
import { checkKey } from '../../lib/checks/checkKey.js';
import { checkVariables } from '../../lib/checks/checkVariables.js';
import { UserError } from '../../lib/errors/UserError.js';
import type { CustomerExplanation } from '../../membership/answers/explainCustomers.js';
import { unknownSegment } from '../../membership/requireSegment.js';
import { checkDefinition } from '../../segments/definition/checkDefinition.js';
import type { SegmentDefinition } from '../../segments/SegmentDefinition.js';
import { loadExplanation, loadMatch, loadSegment } from './loaders.js';

/** Whether a customer is in a segment in the making. Throws a `UserError` that names the place of what is wrong. */
export function isMatch(
  context: RequestContext,
  customerId: string,
  { definition, asOf }: CustomerMatchesArgs,
  info: GraphQLResolveInfo,
): Promise<boolean> {
  checkVariables(info, ['definition']);
  const checked = checkDefinition(definition, 'definition');
  return loadMatch(context, customerId, { definition: checked, asOf: asOf ?? null, path: 'definition' });
}

async function definitionOf(
  context: RequestContext,
  { segment, definition }: Pick<CustomerExplainArgs, 'segment' | 'definition'>,
): Promise<SegmentDefinition> {
  if ((segment == null) === (definition == null))
    throw new UserError('Give "segment" or "definition", one of the two: which segment is to be explained.');
  if (segment == null) return checkDefinition(definition, 'definition');
  const id = checkKey(segment, 'segment');
  const found = await loadSegment(context, id);
  if (found === null) throw await unknownSegment(context, id, 'segment');
  return found.definition;
}

/** Why a customer is in a segment, or is not; null for one who is not known. Throws a `UserError` that names what is wrong. */
export async function explain(
  context: RequestContext,
  customerId: string,
  asked: CustomerExplainArgs,
  info: GraphQLResolveInfo,
): Promise<CustomerExplanation | null> {
  checkVariables(info, ['definition']);
  const definition = await definitionOf(context, asked);
  const path = asked.segment == null ? { path: 'definition' } : {};
  return loadExplanation(context, customerId, { definition, asOf: asked.asOf ?? null, ...path });
}
