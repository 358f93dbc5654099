import type { Sql } from '../db/client.js';
import { databaseCode } from '../lib/errors/knownFault.js';
import { UserError } from '../lib/errors/UserError.js';

/**
 * Checks that a client leaves the names of columns as they are and takes lists of texts. Throws a `UserError` (`CLIENT_UNFIT`) for
 * one whose options keep it from that, and for a connection of its own or a transaction, which can begin none.
 */
export async function checkClient(client: Sql): Promise<void> {
  if (typeof (client as Partial<Sql> | null)?.begin !== 'function')
    throw new UserError(
      'What was given instead of a client of postgres.js cannot begin a transaction, as a reserved connection cannot: give what ' +
        'postgres(…) returned, or the URL of the database.',
      'CLIENT_UNFIT',
    );
  const asked = ['it’s "a", {text}', 'b'];
  let row: Record<string, unknown> | undefined;
  try {
    [row] = await client.unsafe('select $1::text[] as "theTexts"', [asked], { prepare: false });
  } catch (error) {
    // Whether the database is there at all is for others to say.
    if (!String(databaseCode(error)).startsWith('22')) return;
  }
  const { theTexts } = row ?? {};
  if (Array.isArray(theTexts) && theTexts.length === 2 && asked.every((text, n) => text === theTexts[n])) return;
  throw new UserError(
    'The client of postgres.js renames columns, changes values or knows no arrays: give one without "transform" and with ' +
      '"fetch_types", or the URL of the database.',
    'CLIENT_UNFIT',
  );
}
