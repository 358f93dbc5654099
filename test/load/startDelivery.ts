import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { DatabaseTarget } from '../../src/db/target.js';
import { packageRoot } from '../../src/lib/process/packageRoot.js';

/** MB of objects: with more, what is let go of is kept for long, and how much memory is needed is not seen. */
const mostHeap = 64;

// What is started is the build.
execFileSync(process.execPath, ['scripts/build.js'], { cwd: packageRoot });

interface DeliveryProcess {
  readonly target: DatabaseTarget;
  readonly deliveryId: string;
  /** The path of the config file. */
  readonly config: string;
}

/**
 * Starts a process that hands a delivery over once it is told to. `run` tells it, kills it after so many milliseconds where they are given,
 * and gives whether it was killed and the lines that it printed. `stop` ends one that is not needed.
 */
export function startDelivery({ target, deliveryId, config }: DeliveryProcess) {
  const child = spawn(
    process.execPath,
    [`--max-old-space-size=${mostHeap}`, 'test/load/deliverChild.js', JSON.stringify(target), deliveryId],
    { cwd: packageRoot, env: { ...process.env, FACET_CONFIG: config, HOOK_SECRET: 'a secret of many bytes' } },
  );
  const lines: string[] = [];
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  child.stdin.on('error', () => {});
  const printed = createInterface({ input: child.stdout });
  const ready = once(printed, 'line');
  printed.on('line', (line) => lines.push(line));
  const closed = once(child, 'close') as Promise<[number | null, string | null]>;
  return {
    async run(killAfter: number | undefined) {
      await Promise.race([ready, closed]);
      child.stdin.write('go\n');
      if (killAfter !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfter);
      const [code, signal] = await closed;
      if (signal === null && code !== 0) throw new Error(`The process ended with ${code}: ${stderr}`);
      return { isKilled: signal === 'SIGKILL', lines: lines.slice(1) };
    },
    async stop() {
      child.kill('SIGKILL');
      await closed;
    },
  };
}
