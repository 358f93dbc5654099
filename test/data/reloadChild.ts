import { pino } from 'pino';
import { changeCatalogue } from '../../src/catalogue/changeCatalogue.js';
import { readConfig } from '../../src/config.js';
import { openClient } from '../../src/db/client.js';
import type { DatabaseTarget } from '../../src/db/target.js';
import { serve } from '../../src/serve.js';

/** Serves a database, renames an alias to and fro, asks after every rename, and prints the heap (MB) on the way. */
async function main(target: DatabaseTarget, reloads: number): Promise<void> {
  const sql = openClient(target, { max: 1 });
  const serving = await serve({ ...readConfig({}), port: 0 }, target, pino({ level: 'silent' }));
  const heap: number[] = [];
  const collect = globalThis.gc ?? (() => {});
  let failed = 0;
  const ask = async (field: string): Promise<unknown> => {
    const query = `{ customer(id: "A") { profile { fields { ${field} age } } } }`;
    const response = await fetch(`${serving.url}/graphql?${new URLSearchParams({ query }).toString()}`);
    const { data } = (await response.json()) as { data?: { customer: { profile: { fields: { age: number } } } } };
    if (data !== undefined && data.customer.profile.fields.age !== 36) failed += 1;
    return data;
  };
  for (let n = 1; n <= reloads; n++) {
    const [from, to] = n % 2 === 1 ? ['CITY', 'TOWN'] : ['TOWN', 'CITY'];
    await changeCatalogue(sql, () => [{ kind: 'rename', from, to }], { today: '2026-03-31' });
    // A field of a name that is new with each reload: the schema in force has to be the newest.
    const alias = `MARK_${n}`;
    await changeCatalogue(sql, () => [{ kind: 'rename', from: n === 1 ? 'STATE' : `MARK_${n - 1}`, to: alias }], {
      today: '2026-03-31',
    });
    if (n > 1) await changeCatalogue(sql, () => [{ kind: 'retire', alias: `MARK_${n - 1}` }], { today: '2026-03-31' });
    while ((await ask(`mark${n}`)) === undefined);
    if (n % 100 === 0) {
      collect();
      heap.push(Math.round(process.memoryUsage().heapUsed / 104_857.6) / 10);
    }
  }
  await serving.stop();
  await sql.end();
  process.stdout.write(`${JSON.stringify({ heap, failed })}\n`);
}

const [target = '', reloads = ''] = process.argv.slice(2);
await main(JSON.parse(target) as DatabaseTarget, Number(reloads));
