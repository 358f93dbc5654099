import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { packageRoot } from '../../src/lib/process/packageRoot.js';
import type { LoadOrder, LoadReply, LoadResult } from './load.js';

/** The process that puts load on servers: what it needs of the processor is not counted as theirs. */
export interface LoadProcess {
  put(order: LoadOrder): Promise<LoadResult>;
  stop(): Promise<void>;
}

/** Starts it. */
export async function startLoad(): Promise<LoadProcess> {
  const child = fork(join(packageRoot, 'bench', 'serve', 'loadChild.ts'), [], { execArgv: ['--import', 'tsx'] });
  const gone = once(child, 'exit').then(() => {
    throw new Error('The process that puts the load on has ended.');
  });
  gone.catch(() => {});
  await Promise.race([once(child, 'message'), gone]);
  return {
    async put(order) {
      child.send(order);
      const [reply] = (await Promise.race([once(child, 'message'), gone])) as [LoadReply];
      if ('fault' in reply) throw new Error(`${order.contestant}, ${order.caseName}: ${reply.fault}`);
      return reply.result;
    },
    async stop() {
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}
