import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { packageRoot } from '../../src/lib/process/packageRoot.js';

it.each(['planner', 'stitching'])(
  'memory stays flat over 200 supergraphs by the engine %s',
  async (engine) => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--expose-gc', '--import', 'tsx', 'test/load/joinedReloadChild.ts', engine, '200'],
      { cwd: packageRoot },
    );
    const heap = JSON.parse(stdout) as number[];
    process.stderr.write(`heap after each 20 supergraphs: ${heap.join(', ')} MB\n`);
    expect(heap).toHaveLength(10);
    expect((heap.at(-1) as number) - (heap[1] as number)).toBeLessThan(3);
  },
  300_000,
);
