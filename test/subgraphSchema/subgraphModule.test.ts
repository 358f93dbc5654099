import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { packageRoot } from '../../src/lib/process/packageRoot.js';

/** The blocks of a language in docs/subgraph-module.md, in their order. */
const blocks = (language: string): string[] =>
  [...readFileSync(join(packageRoot, 'docs', 'subgraph-module.md'), 'utf8').matchAll(/```(\w+)\n([^]*?)```/g)]
    .filter(([, named]) => named === language)
    .map(([, , text = '']) => text);

let folder: string;
beforeAll(() => {
  // In the repository, so that libraries are found from there.
  folder = mkdtempSync(join(packageRoot, 'node_modules', '.subgraph-module-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

async function ask(port: number, query: string): Promise<unknown> {
  for (let tries = 0; ; tries += 1) {
    try {
      const response = await fetch(`http://127.0.0.1:${port}/`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      return await response.json();
    } catch (error) {
      if (tries >= 100) throw error;
      await sleep(100);
    }
  }
}

describe('docs/subgraph-module.md', () => {
  it('has an example that runs as it stands, and answers what it says', async () => {
    const port = await freePort();
    const [code = ''] = blocks('ts');
    const file = join(folder, 'example.ts');
    const source = pathToFileURL(join(packageRoot, 'src', 'subgraph.ts')).href;
    writeFileSync(file, code.replace("'facet-gateway/subgraph'", `'${source}'`).replace('4100', String(port)));
    const server = spawn(process.execPath, ['--import', 'tsx', file], {
      cwd: packageRoot,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const said: string[] = [];
    server.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString('utf8')));
    try {
      const [query = ''] = blocks('graphql');
      expect(await ask(port, query)).toEqual(JSON.parse(blocks('json')[0] ?? ''));
      expect(said.join('')).toBe('');
    } finally {
      server.kill();
    }
  });
});
