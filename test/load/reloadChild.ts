import { setTimeout as delay } from 'node:timers/promises';
import { pino } from 'pino';
import { changeCatalogue } from '../../src/catalogue/changeCatalogue.js';
import { readConfig } from '../../src/config.js';
import { openClient } from '../../src/db/client.js';
import type { DatabaseTarget } from '../../src/db/target.js';
import { serve } from '../../src/serve.js';

/** Serves a database, renames an alias to and fro, asks after every rename, and prints the heap (MB) on the way. */
async function main(target: DatabaseTarget, reloads: number): Promise<void> {
  const client = openClient(target, { max: 1 });
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
    const last = n === 1 ? 'STATE' : `MARK_${n - 1}`;
    // A field of a name that is new with each reload: the schema in force has to be the newest.
    const marked = { kind: 'rename', from: last, to: `MARK_${n}` } as const;
    const retired = n === 1 ? [] : [{ kind: 'retire', alias: last } as const];
    await changeCatalogue(client, () => [{ kind: 'rename', from, to }, marked, ...retired], { today: '2026-03-31' });
    while ((await ask(`mark${n}`)) === undefined) await delay(5);
    if (n % 100 === 0) {
      collect();
      heap.push(Math.round(process.memoryUsage().heapUsed / 104_857.6) / 10);
    }
  }
  await serving.stop();
  await client.end();
  process.stdout.write(`${JSON.stringify({ heap, failed })}\n`);
}

const [target = '', reloads = ''] = process.argv.slice(2);
await main(JSON.parse(target) as DatabaseTarget, Number(reloads));
