import type { GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../../federation/requestContext.js';
import { badCursor, toConnection, toPage, type PageArguments } from '../../lib/relay/page.js';
import { isPageAsked } from '../../lib/relay/selection.js';
import { askedEdgeFields } from './customerSelection.js';
import { accountCustomersLoader, accountSizeLoader } from './loaders.js';
import type { CustomerConnectionRow } from './shape.js';

const list = { name: 'customers of an account', question: '' };

/** A page of the customers of an account. */
export async function customersOfAccount(
  accountId: string,
  { first, after }: PageArguments,
  context: RequestContext,
  info: GraphQLResolveInfo,
): Promise<CustomerConnectionRow> {
  const page = toPage(list, { first, after });
  const [key = null] = page.after ?? [];
  if (page.after !== undefined && key === null) throw badCursor('after', 'holds no key');
  const read = { after: key ?? undefined, size: page.size + 1 };
  const rows = isPageAsked(info, 'CustomerConnection')
    ? await accountCustomersLoader(context, read, askedEdgeFields(info)).load(accountId)
    : [];
  return {
    count: () => accountSizeLoader(context).load(accountId),
    ...toConnection(list, page, rows, ({ id }) => [id]),
  };
}
