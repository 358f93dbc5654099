import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { startFacet, waitForLine } from '../facet.js';
import { makeTestFolder, removeTestFolder } from '../testFolder.js';

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface ServeProcess {
  readonly url: string;
  readonly pid: number;
  /** How it ended by itself, with the last that it printed; undefined while it runs. */
  endedWith(): string | undefined;
  /** The log lines of what it did not expect. */
  internalErrors(): readonly string[];
  /** Sends SIGTERM and waits for the end, 20 s at most, after which it is killed; the milliseconds that it took. */
  terminate(): Promise<{ readonly ms: number; readonly how: string }>;
}

const patience = 20_000;

/** `facet serve` as a process of its own, with the keys given as its config file; without balancers that it would serve on for. */
export async function startServing(environment: Record<string, string>, config: object): Promise<ServeProcess> {
  const folder = await makeTestFolder('serve-');
  const file = join(folder, 'facet.yml');
  // JSON is YAML.
  await writeFile(file, JSON.stringify({ shutdown: { drainSeconds: 0 }, ...config }));
  const child = startFacet(['serve'], { PORT: '0', FACET_CONFIG: file, ...environment });
  let last = '';
  child.stderr?.on('data', (chunk: Buffer) => (last = (last + chunk.toString()).slice(-2000)));
  const internal: string[] = [];
  createInterface({ input: child.stdout as Readable }).on('line', (line) => {
    if (line.includes('"internal error"')) internal.push(line);
  });
  let ended: Ended | undefined;
  const end = once(child, 'exit').then(([code, signal]) => {
    ended = { code, signal } as Ended;
    return ended;
  });
  const howOf = ({ code, signal }: Ended): string => signal ?? `code ${code}`;
  const [, url = ''] = await waitForLine(child, 'stdout', /Facet answers at (\S+)\/graphql/);
  return {
    url,
    pid: child.pid ?? 0,
    endedWith: () => (ended === undefined ? undefined : `${howOf(ended)}: ${last}`),
    internalErrors: () => internal,
    async terminate() {
      const began = performance.now();
      if (ended !== undefined) return { ms: 0, how: `had ended before with ${howOf(ended)}` };
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), patience);
      const how = howOf(await end);
      clearTimeout(timer);
      await removeTestFolder(folder);
      return { ms: Math.round(performance.now() - began), how };
    },
  };
}
