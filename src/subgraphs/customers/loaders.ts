import DataLoader from 'dataloader';
import { loaderOf, type RequestContext } from '../../context.js';
import {
  countAccountCustomers,
  findAccountCustomers,
  findCustomers,
  findIdentifierOwners,
  type IdentifierKey,
  type IdentifierOwners,
} from './queries.js';
import type { CustomerRow } from './shape.js';

/** Customers by key, with the columns behind `fields`; null where unknown. */
export const customerLoader = (context: RequestContext, fields: readonly string[]) =>
  loaderOf<string, CustomerRow | null>(
    context,
    `customers ${fields.toSorted().join(' ')}`,
    () => new DataLoader((ids) => findCustomers(context, ids, fields)),
  );

/** Who is known by identifiers; null where nobody is. */
export const identifierLoader = (context: RequestContext) =>
  loaderOf<IdentifierKey, IdentifierOwners | null>(
    context,
    'identifiers',
    () =>
      new DataLoader((keys) => findIdentifierOwners(context, keys), {
        cacheKeyFn: ({ system, value }) => JSON.stringify([system, value]),
      }),
  );

/** The first `size` customers of an account behind a key, with the columns behind `fields`. */
export const accountCustomersLoader = (
  context: RequestContext,
  page: { readonly after: string | undefined; readonly size: number },
  fields: readonly string[],
) =>
  loaderOf<string, CustomerRow[]>(
    context,
    `customers of accounts ${JSON.stringify([page.after, page.size])} ${fields.toSorted().join(' ')}`,
    () => new DataLoader((ids) => findAccountCustomers(context, ids, page, fields)),
  );

/** How many customers an account has. */
export const accountSizeLoader = (context: RequestContext) =>
  loaderOf<string, number>(
    context,
    'customers in accounts',
    () => new DataLoader((ids) => countAccountCustomers(context, ids)),
  );
