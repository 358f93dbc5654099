import type { Sql } from '../db/client.js';
import { transact } from '../db/transact.js';
import { UserError } from '../lib/errors/UserError.js';
import { printable } from '../lib/text/printable.js';
import { shortened } from '../lib/text/shortened.js';

/**
 * Ends documents: their ids are answered no more, by any running server. All of them or none. Throws a `UserError` of code
 * `DOCUMENT_NOT_FOUND` where one of the ids is not published.
 */
export const retireDocuments = (client: Sql, ids: readonly string[], now: Date): Promise<void> =>
  transact(client, (inside) => retire(inside, [...new Set(ids)], now));

async function retire(client: Sql, wanted: readonly string[], now: Date): Promise<void> {
  const retired = await client<{ id: string }[]>`
    update facet.documents set retired_at = ${now.toISOString()}
    where id = any(${[...wanted]}) and retired_at is null returning id`;
  const found = new Set(retired.map(({ id }) => id));
  const missing = wanted.find((id) => !found.has(id));
  if (missing === undefined) return;
  const named = shortened(printable(missing));
  throw new UserError(`No document of the id "${named}" is published; nothing was retired.`, 'DOCUMENT_NOT_FOUND');
}
