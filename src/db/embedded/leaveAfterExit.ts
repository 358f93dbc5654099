import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * Lets another process (`leaveProcess.ts`) leave the embedded server of a data directory as soon as this one has ended, and
 * stop it where nobody else is connected. For a process that ends now and cannot wait; what starts it is synchronous.
 */
export function leaveAfterExit(dataDir: string): void {
  // Beside this file, whether it is built or, in development, is not.
  const script = fileURLToPath(import.meta.url).replace(/leaveAfterExit(\.\w+)$/, 'leaveProcess$1');
  const options = { detached: true, stdio: 'ignore', cwd: '/' } as const;
  spawn(process.execPath, [...process.execArgv, script, dataDir, String(process.pid)], options).unref();
}
