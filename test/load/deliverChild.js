/**
 * Prints `ready`, waits for a line, hands a delivery over as the build does, and prints its state, the most memory that it took (MB) and the
 * seconds of the processor. In JavaScript, for it is started some fifty times: a third of the time of one that has to be compiled.
 */
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { readConfig } from '../../dist/config.js';
import { openClient } from '../../dist/db/client.js';
import { deliver } from '../../dist/delivery/deliver.js';
import { worldPace as pace } from '../../dist/delivery/Pace.js';
import { silentProgress as progress } from '../../dist/lib/process/progress.js';

const [target = '', deliveryId = ''] = process.argv.slice(2);
process.stdout.write('ready\n');
await once(process.stdin, 'data');
process.stdin.destroy();
const client = openClient(JSON.parse(target), { max: 6, maxLifetime: null });
const job = { client, config: readConfig(process.env), progress, now: new Date() };
const settings = { surroundings: { environment: process.env, now: pace.now }, pace, isRetry: false };
let outcome = await deliver(job, deliveryId, settings);
// The database may still be ending what a process that was killed has begun.
while (outcome.state === 'BUSY') {
  await delay(20);
  outcome = await deliver(job, deliveryId, settings);
}
await client.end();
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
const seconds = ((userCPUTime + systemCPUTime) / 1e6).toFixed(1);
process.stdout.write(`${JSON.stringify(outcome)}\n${Math.round(maxRSS / 1024)}\n${seconds}\n`);
