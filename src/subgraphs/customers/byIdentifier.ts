import { checkUse, policyOf } from '../../access/rights.js';
import { identifierClass } from '../../operands/identifierClass.js';
import { PiiPolicy } from '../../words/rights.js';
import type { GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../../federation/requestContext.js';
import { checkKey } from '../../lib/checks/checkKey.js';
import { shortened } from '../../lib/text/shortened.js';
import { UserError } from '../../lib/errors/UserError.js';
import { loadCustomer } from './customerSelection.js';
import { identifierLoader } from './loaders.js';
import type { IdentifierOwners } from './queries.js';
import type { CustomerRow } from './shape.js';
import type { CustomerIdentifierRow } from './sources/shape.js';

interface Identifier {
  readonly system: string;
  readonly value: string;
}

/**
 * Who asks knows the whole identifier already, and learns whose it is and nothing of others: so whoever may see a part of identifiers
 * may. Throws a `UserError` (`VALUE_NOT_READABLE`) for all others, to whom even that there is such a one would tell something.
 */
function checkLookUp({ viewer }: RequestContext): void {
  const policy = policyOf(viewer, identifierClass);
  if (policy !== PiiPolicy.mask) checkUse(viewer, identifierClass, 'identifiers', 'value');
}

/** Who is known by an identifier, trimmed as the import trims; null where nobody is. */
function loadOwners(context: RequestContext, { system, value }: Identifier) {
  checkLookUp(context);
  return identifierLoader(context).load({ system: checkKey(system, 'system'), value: checkKey(value, 'value') });
}

/** The key of the one customer that an identifier belongs to. A `UserError` says how many there are, and never which. */
function onlyOwner({ system }: Identifier, { id, count }: IdentifierOwners): string {
  if (count === 1) return id;
  throw new UserError(
    `The identifier in "${shortened(system.trim())}" belongs to ${count} customers, so it does not say which is meant.`,
    'AMBIGUOUS_IDENTIFIER',
  );
}

/** An identifier that another subgraph names, as it does; null where nobody is known by it. */
export async function loadIdentifier(
  context: RequestContext,
  given: Identifier,
): Promise<CustomerIdentifierRow | null> {
  const owners = await loadOwners(context, given);
  return owners === null ? null : { ...given, customerId: owners.id, owners: owners.count };
}

/** The customer of an identifier; null when unknown. Throws a `UserError` where several are known by it. */
export const customerOfIdentifier = async (
  { customerId, owners = 1, ...identifier }: CustomerIdentifierRow,
  context: RequestContext,
  info: GraphQLResolveInfo,
): Promise<CustomerRow | null> => loadCustomer(context, onlyOwner(identifier, { id: customerId, count: owners }), info);

/**
 * The customer known by an identifier, trimmed as the import trims; null when unknown. Where several customers are known by it,
 * a `UserError` says how many, and never which.
 */
export async function customerByIdentifier(
  given: Identifier,
  context: RequestContext,
  info: GraphQLResolveInfo,
): Promise<CustomerRow | null> {
  const owners = await loadOwners(context, given);
  return owners === null ? null : loadCustomer(context, onlyOwner(given, owners), info);
}
