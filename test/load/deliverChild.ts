import { setTimeout as delay } from 'node:timers/promises';
import { readConfig } from '../../src/config.js';
import { openClient } from '../../src/db/client.js';
import type { DatabaseTarget } from '../../src/db/target.js';
import { deliver } from '../../src/delivery/deliver.js';
import { worldPace } from '../../src/delivery/Pace.js';
import { silentProgress } from '../../src/lib/process/progress.js';

/** Hands a delivery over, prints `begun` before, its state behind, and the most memory that it took (MB). */
async function main(target: DatabaseTarget, deliveryId: string): Promise<void> {
  const client = openClient(target, { max: 6, maxLifetime: null });
  const job = { client, config: readConfig(process.env), progress: silentProgress, now: new Date() };
  const surroundings = { environment: process.env, now: worldPace.now };
  process.stdout.write('begun\n');
  const settings = { surroundings, pace: worldPace, isRetry: false };
  let outcome = await deliver(job, deliveryId, settings);
  // The database may still be ending what a process that was killed has begun.
  while (outcome.state === 'BUSY') {
    await delay(20);
    outcome = await deliver(job, deliveryId, settings);
  }
  await client.end();
  process.stdout.write(`${JSON.stringify(outcome)}\n${Math.round(process.resourceUsage().maxRSS / 1024)}\n`);
}

const [target = '', deliveryId = ''] = process.argv.slice(2);
await main(JSON.parse(target) as DatabaseTarget, deliveryId);
