import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { packageRoot } from '../../src/lib/process/packageRoot.js';

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** Writes a file from its text, formatted; with `--check` only says, and by the exit code, whether it is what `source` gives. */
export async function writeFormatted(name: string, made: string, source: string): Promise<void> {
  const file = join(packageRoot, name);
  const text = await format(made, { ...(await resolveConfig(file)), filepath: file });
  if (!process.argv.includes('--check')) writeFileSync(file, text);
  else if (read(file) !== text) {
    process.stderr.write(`${name} is not what ${source} gives.\n`);
    process.exitCode = 1;
  }
}
