import { expect, test } from '@jest/globals';
import { createKey } from '../../src/access/keys/keys.js';
import { listenTo } from '../../src/db/listenTo.js';
import { until } from '../gateway/testServer.js';
import { cloneDatabase } from '../support/database.js';

test('every change of a key is told by a notice, but when it was used', async () => {
  const database = await cloneDatabase();
  const { client } = database;
  let told = 0;
  const listening = await listenTo(client, { facet_api_clients: () => (told += 1) });
  try {
    await createKey(client, 'one', new Date());
    await until(() => told === 2);
    const columns = await client<{ name: string }[]>`
      select column_name as name from information_schema.columns
      where table_schema = 'facet' and table_name = 'api_clients' and is_identity = 'NO' order by ordinal_position`;
    const silent: string[] = [];
    for (const { name } of columns) {
      const before = told;
      await client.unsafe(`update facet.api_clients set "${name}" = "${name}"`);
      // Notices come in the order of their transactions: this one is the next, or the one after.
      await client`select pg_notify('facet_api_clients', 'after')`;
      await until(() => told > before);
      await new Promise((resolve) => setTimeout(resolve, 50));
      if (told === before + 1) silent.push(name);
    }
    expect(columns.length).toBeGreaterThan(10);
    expect(silent).toEqual(['last_used_at']);
    const before = told;
    await client`delete from facet.api_clients`;
    await until(() => told === before + 1);
  } finally {
    await listening.stop();
    await database.drop();
  }
});
