import DataLoader from 'dataloader';
import { loaderOf, type RequestContext } from '../../context.js';
import { findCustomers, findIdentifierOwners, type IdentifierKey, type IdentifierOwners } from './queries.js';
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
