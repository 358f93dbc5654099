import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { packageRoot } from '../../src/lib/process/packageRoot.js';

/** What is run for a server, and how it is then asked. */
export interface Command {
  readonly node: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A server that listens. */
export interface Started {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly pid: number;
  stop(): Promise<void>;
}

/** Milliseconds that a server may take to listen. */
const startTimeout = 60_000;

async function listeningPort(child: ChildProcess, log: string): Promise<number> {
  for (const end = Date.now() + startTimeout; Date.now() < end; await delay(50)) {
    const printed = readFileSync(log, 'utf8');
    const [, port] = /(?:Facet answers at http:\/\/127\.0\.0\.1:|listening on )(\d+)/.exec(printed) ?? [];
    if (port !== undefined) return Number(port);
    if (child.exitCode !== null) throw new Error(`It ended before it listened:\n${printed}`);
  }
  throw new Error(`It does not listen:\n${readFileSync(log, 'utf8')}`);
}

/** Starts a server in a process of its own; what it prints, Facet's log too, goes to a file. */
export async function startCommand({ node, args, env, path, headers }: Command): Promise<Started> {
  const folder = mkdtempSync(join(tmpdir(), 'facet-bench-'));
  const log = join(folder, 'log');
  const output = openSync(log, 'a');
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(node, args, {
    cwd: packageRoot,
    env: { PATH, HOME, ...env },
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  const end = (): void => void child.kill('SIGKILL');
  process.once('exit', end);
  const stop = async (): Promise<void> => {
    process.removeListener('exit', end);
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      end();
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const port = await listeningPort(child, log);
    return { url: `http://127.0.0.1:${port}${path}`, headers, pid: child.pid ?? 0, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
