import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openUrl, runFacet, startFacet } from '../support/facet.js';

const kills = 20;
const rows = 60_000;

let database: TestDatabase;
let door: Awaited<ReturnType<typeof openUrl>>;
let folder: string;
beforeAll(async () => {
  database = await cloneDatabase();
  door = await openUrl(database);
  folder = await mkdtemp(join(tmpdir(), 'facet-killed-'));
  const columns = { product_id: 'id', product_name: 'generation' };
  const config = { imports: [{ file: 'products.csv', target: 'products', columns }] };
  await writeFile(join(folder, 'import.yml'), JSON.stringify(config));
});
afterAll(async () => {
  door.close();
  await database.drop();
  await rm(folder, { recursive: true });
});

const command = (): [string[], Record<string, string>] => [
  ['import', '--config', join(folder, 'import.yml')],
  { DATABASE_URL: door.url },
];

const writeGeneration = (generation: number): Promise<void> => {
  const lines = Array.from({ length: rows }, (_, id) => `${id},${generation}`);
  return writeFile(join(folder, 'products.csv'), `id,generation\n${lines.join('\n')}\n`);
};

/** What a reader sees at one moment: how many rows of which generation. */
const look = (): Promise<unknown[]> =>
  database.sql`select count(*)::int, product_name from facet.products group by product_name order by product_name`.values();

test(`an import killed ${kills} times leaves the old or the new, and the next one succeeds`, async () => {
  await writeGeneration(0);
  const began = performance.now();
  expect((await runFacet(...command())).code).toBe(0);
  const whole = performance.now() - began;
  let midway = 0;
  for (let generation = 1; generation <= kills; generation += 1) {
    await writeGeneration(generation);
    const [old, next] = [[[rows, `${generation - 1}`]], [[rows, `${generation}`]]];
    const child = startFacet(...command());
    const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once('close', (_, signal) => resolve(signal)));
    // From the first connection to the last moments, spread evenly.
    const kill = delay(whole * (0.2 + (0.75 * generation) / kills)).then(() => child.kill('SIGKILL'));
    for (let running = true; running;) {
      expect([old, next]).toContainEqual(await look());
      running = await Promise.race([ended.then(() => false), delay(5, true)]);
    }
    await kill;
    if ((await ended) === 'SIGKILL') midway += 1;
    expect([old, next]).toContainEqual(await look());
    const again = await runFacet(...command());
    expect([again.code, again.stderr]).toEqual([0, expect.stringContaining('products.csv → products')]);
    expect(await look()).toEqual(next);
  }
  process.stdout.write(`import: killed ${midway} of ${kills} times before its end, each time old or new\n`);
  expect(midway).toBeGreaterThan(kills / 2);
  // A run that was killed before it wrote anything stays on record as unfinished; what was written is derived and finished.
  const left =
    await database.sql`select from facet.loads join facet.import_files using (load_id) where loads.finished_at is null`;
  expect(left).toHaveLength(0);
});
