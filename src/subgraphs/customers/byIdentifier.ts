import type { GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../../federation/requestContext.js';
import { checkKey } from '../../lib/checks/checkKey.js';
import { shortened } from '../../lib/text/shortened.js';
import { UserError } from '../../lib/errors/UserError.js';
import { loadCustomer } from './customerSelection.js';
import { identifierLoader } from './loaders.js';
import type { CustomerRow } from './shape.js';

/**
 * The customer known by an identifier, trimmed as the import trims; null when unknown. Where several customers are known by it,
 * a `UserError` says how many, and never which.
 */
export async function customerByIdentifier(
  given: { readonly system: string; readonly value: string },
  context: RequestContext,
  info: GraphQLResolveInfo,
): Promise<CustomerRow | null> {
  const [system, value] = [checkKey(given.system, 'system'), checkKey(given.value, 'value')];
  const owners = await identifierLoader(context).load({ system, value });
  if (owners === null) return null;
  if (owners.count > 1)
    throw new UserError(
      `The identifier in "${shortened(system)}" belongs to ${owners.count} customers, so it does not say which is meant.`,
      'AMBIGUOUS_IDENTIFIER',
    );
  return loadCustomer(context, owners.id, info);
}
