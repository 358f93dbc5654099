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
import { keepProfiles, withinStatement } from './profileWith.js';
import type { AskedCustomer, CustomerRow, ProfileWith } from './shape.js';

/** The snapshot that those who ask a loader want with its customers; null where they want several. */
const wanted = new WeakMap<object, ProfileWith | null | undefined>();

const isSame = (one: ProfileWith, other: ProfileWith): boolean =>
  one.day === other.day && one.selection.key === other.selection.key;

/** Customers by key, with what is asked of them; null where unknown. A snapshot comes with them where all want the same. */
export function customerLoader(context: RequestContext, { fields, profile }: AskedCustomer) {
  const loader = loaderOf<string, CustomerRow | null>(context, `customers ${fields.toSorted().join(' ')}`, () => {
    const made = new DataLoader<string, CustomerRow | null>(async (ids) => {
      const read = withinStatement({ fields, profile: wanted.get(made) ?? undefined }, ids.length);
      const rows = await findCustomers(context, ids, read);
      keepProfiles(context, rows, read);
      return rows;
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
