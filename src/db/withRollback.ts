import type { Sql } from './client.js';
import { transact } from './transact.js';

/** Does `work` in a transaction that is rolled back: all that it checks is checked, nothing is kept. */
export async function withRollback(client: Sql, work: (client: Sql) => Promise<unknown>): Promise<void> {
  const done = new Error('The rehearsal is over');
  try {
    await transact(client, async (inside) => {
      await work(inside);
      throw done;
    });
  } catch (error) {
    if (error !== done) throw error;
  }
}
