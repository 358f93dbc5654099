import type { Sql } from '../db/client.js';
import { readColumns } from './replaceView.js';

/** The slots of the wide table with their SQL types, in its order. */
export async function readSlots(client: Sql): Promise<Awaited<ReturnType<typeof readColumns>>> {
  const columns = await readColumns(client, 'facet.customer_profiles');
  return columns.filter(({ name }) => /^(str|field|date|time)\d+$/.test(name)) as typeof columns;
}
