import type { SQL } from 'drizzle-orm';
import type postgres from 'postgres';
import type { Sql } from './client.js';
import type { Door, DoorOptions } from './doorTypes.js';
import { orAborted } from '../lib/async/orAborted.js';
import { localTexts } from './rowRights/rights.js';
import { compile } from './sql.js';

/**
 * A door on a client of postgres.js that is not ours, and whose connections others use too. Nothing is cancelled there: a cancel
 * ends what runs on a connection by then, which may be somebody else's statement. An abort rejects at once all the same.
 */
export function createForeignDoor(client: Sql, options: DoorOptions): Door {
  const { settings = {}, rights, signal, onStatement, onRow } = options;
  const local = localTexts(settings, rights);
  return {
    async query<R extends object>(query: SQL): Promise<R[]> {
      signal?.throwIfAborted();
      const statement = compile(query);
      onStatement?.(statement);
      const asked = client.begin(async (transaction) => {
        // The client may have gone while a connection was waited for.
        signal?.throwIfAborted();
        if (local.length > 0) await transaction.unsafe(local.join('; '));
        return transaction.unsafe(statement.text, statement.values as postgres.ParameterOrJSON<never>[], {
          prepare: false,
        });
      }) as unknown as Promise<R[]>;
      const rows = await (signal === undefined ? asked : orAborted(asked, signal));
      for (const row of onRow === undefined ? [] : rows) onRow?.(row as Record<string, unknown>);
      return rows;
    },
  };
}
