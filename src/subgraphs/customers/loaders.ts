import DataLoader from 'dataloader';
import { loaderOf, type RequestContext } from '../../federation/requestContext.js';
import {
  countAccountCustomers,
  findAccountCustomers,
  findCustomers,
  findIdentifierOwners,
  type IdentifierKey,
  type IdentifierOwners,
} from './queries.js';
import { readWithProfiles } from './profileWith.js';
import type { AskedCustomer, CustomerRow, ProfileWith } from './shape.js';

/** The snapshot that those who ask a loader want with its customers; null where they want several. */
const wanted = new WeakMap<object, ProfileWith | null | undefined>();

const isSame = (one: ProfileWith, other: ProfileWith): boolean =>
  one.day === other.day && one.selection.key === other.selection.key;

/** Customers by key, with what is asked of them; null where unknown. A snapshot comes with them where all want the same. */
export function customerLoader(context: RequestContext, { fields, profile }: AskedCustomer) {
  const loader = loaderOf<string, CustomerRow | null>(context, `customers ${fields.toSorted().join(' ')}`, () => {
    const made: DataLoader<string, CustomerRow | null> = new DataLoader(async (ids) => {
      const asked: AskedCustomer = { fields, profile: wanted.get(made) ?? undefined };
      return readWithProfiles(context, asked, { ids, most: ids.length }, (read) => findCustomers(context, ids, read));
    });
    return made;
  });
  const known = wanted.get(loader);
  if (known === undefined) wanted.set(loader, profile);
  else if (known !== null && profile !== undefined && !isSame(known, profile)) wanted.set(loader, null);
  return loader;
}

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
