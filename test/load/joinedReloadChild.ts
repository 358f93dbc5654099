import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { parse } from 'graphql';
import { createJoinedExecutor } from '../../src/planning/createJoinedExecutor.js';
import type { JoinedEngine } from '../../src/planning/Planner.js';
import { readSupergraph } from '../../src/supergraph/readSupergraph.js';

/** Reads a supergraph again and again, asks each once by one engine, and prints the heap (MB) on the way. */
async function main(engine: JoinedEngine, reloads: number): Promise<void> {
  const sdl = readFileSync(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8');
  const { signal } = new AbortController();
  const heap: number[] = [];
  for (let n = 1; n <= reloads; n += 1) {
    const executor = await createJoinedExecutor(readSupergraph(`${sdl}# ${String(n)}`), { engine });
    const document = parse(`{ customer(id: "${String(n)}") { id orders(first: 2) { edges { node { id } } } } }`);
    await executor.execute({ document, operationName: null, variables: {}, signal }, () =>
      Promise.resolve({ data: { customer: null } }),
    );
    if (n % 20 !== 0) continue;
    // What is collected has finalizers, which run in later turns.
    for (let turn = 0; turn < 2; turn += 1) {
      globalThis.gc?.();
      await delay(20);
    }
    heap.push(Math.round(process.memoryUsage().heapUsed / 104_857.6) / 10);
  }
  process.stdout.write(JSON.stringify(heap));
}

await main(process.argv[2] as JoinedEngine, Number(process.argv[3]));
