import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { packageRoot } from '../../src/lib/process/packageRoot.js';

export { openUrl } from './openUrl.js';

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

// Before the first start, so that no command says that it builds.
execFileSync(process.execPath, ['scripts/build.js'], { cwd: packageRoot });

type Environment = Readonly<Record<string, string>>;

/** Starts the command as a clone has it, in an environment of its own. */
export function startFacet(args: readonly string[], environment: Environment = {}): ChildProcess {
  const { PATH = '', HOME = '', TMPDIR } = process.env;
  return spawn(process.execPath, ['bin/facet.js', ...args], {
    cwd: packageRoot,
    env: { PATH, HOME, ...(TMPDIR !== undefined && { TMPDIR }), ...environment },
  });
}

/** Runs the command to its end. */
export async function runFacet(args: readonly string[], environment: Environment = {}): Promise<Ran> {
  const child = startFacet(args, environment);
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, stdout, stderr };
}

/** The first line of a stream that matches, or an error with all that was printed when the process ends before. */
export function waitForLine(
  child: ChildProcess,
  stream: 'stdout' | 'stderr',
  pattern: RegExp,
): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const other = stream === 'stdout' ? 'stderr' : 'stdout';
    child[other]?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    const input = child[stream];
    if (input === null) throw new Error(`The child has no ${stream}`);
    createInterface({ input }).on('line', (line) => {
      printed += `${line}\n`;
      const match = pattern.exec(line);
      if (match !== null) resolve(match);
    });
    child.once('close', (code) => reject(new Error(`It ended with ${code} before the line came:\n${printed}`)));
  });
}
