import { createInterface } from 'node:readline';
import { pino } from 'pino';
import { readConfig } from '../../src/config.js';
import type { DatabaseTarget } from '../../src/db/target.js';
import { serve } from '../../src/serve.js';
import { gatewayConfig } from '../joining/openGateway.js';

/** Serves a database as a gateway, prints its address, and then the heap (MB) for each line "heap"; another line ends it. */
async function main(target: DatabaseTarget, keys: object): Promise<void> {
  const config = { ...readConfig({}), port: 0, gateway: gatewayConfig(keys) };
  const serving = await serve(config, target, pino({ level: 'silent' }));
  process.stdout.write(`${serving.url}\n`);
  for await (const line of createInterface({ input: process.stdin })) {
    if (line !== 'heap') break;
    globalThis.gc?.();
    process.stdout.write(`${Math.round(process.memoryUsage().heapUsed / 104_857.6) / 10}\n`);
  }
  await serving.stop();
}

const [target = '', keys = ''] = process.argv.slice(2);
await main(JSON.parse(target) as DatabaseTarget, JSON.parse(keys) as object);
