import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../lib/errors/UserError.js';
import type { Binaries } from './binaries.js';
import { hasCluster, readPassword, type DataFolder } from './dataFolder.js';
import { toolError, changeOwner, runTool, type Runner } from './runner.js';

const NEW = 'pgdata.new-';

interface InitOptions {
  readonly runner: Runner;
  readonly binaries: Binaries;
  /** A folder of the runner's user, for the password that initdb reads. */
  readonly scratch: string;
  readonly throwaway: boolean;
  readonly log: (message: string) => void;
}

/**
 * Makes the database cluster where there is none; a half-made one is set aside as `pgdata.incomplete`. UserError when
 * another major version of PostgreSQL made the one that is there, or when initdb fails.
 */
export async function ensureCluster(folder: DataFolder, options: InitOptions): Promise<void> {
  if (hasCluster(folder)) return checkVersion(folder, options.binaries);
  options.log(`Creating a PostgreSQL ${options.binaries.major} database in ${folder.root}.`);
  for (const left of await readdir(folder.root)) {
    if (left.startsWith(NEW)) await rm(join(folder.root, left), { recursive: true, force: true, maxRetries: 5 });
  }
  const made = await initialise(folder, options);
  if (existsSync(folder.pgdata)) {
    const aside = `${folder.pgdata}.incomplete`;
    await rm(aside, { recursive: true, force: true });
    await rename(folder.pgdata, aside);
  }
  await rename(made, folder.pgdata);
}

async function checkVersion({ pgdata }: DataFolder, { major }: Binaries): Promise<void> {
  const found = (await readFile(join(pgdata, 'PG_VERSION'), 'utf8')).trim();
  if (Number(found) === major) return;
  throw new UserError(
    `The database in ${pgdata} was made by PostgreSQL ${found}, but this program brings PostgreSQL ${major}: ` +
      'run "facet backup FILE" with the version of Facet that made it and "facet restore FILE" with this one and another FACET_DATA_DIR, ' +
      'or remove that folder to start anew.',
    'DATA_DIRECTORY',
  );
}

/** Runs initdb in a fresh folder, which a killed run's child still writing cannot know, and gives that folder. */
async function initialise(folder: DataFolder, options: InitOptions): Promise<string> {
  const passwordFile = join(options.scratch, 'password');
  await writeFile(passwordFile, await readPassword(folder), { mode: 0o600 });
  await changeOwner(options.runner, passwordFile);
  const failures: string[] = [];
  // Not every system knows the locale C.UTF-8.
  for (const locale of ['C.UTF-8', 'C']) {
    const target = await mkdtemp(join(folder.root, NEW));
    try {
      await changeOwner(options.runner, target);
      await runTool(options.runner, options.binaries.initdb, initArguments(target, passwordFile, locale, options));
      await rm(passwordFile);
      return target;
    } catch (error) {
      failures.push(toolError(error));
      await rm(target, { recursive: true, force: true });
    }
  }
  const reason = [...new Set(failures)].join(' / ');
  throw new UserError(`PostgreSQL's initdb failed in ${folder.root}: ${reason}`, 'EMBEDDED_DATABASE');
}

function initArguments(target: string, passwordFile: string, locale: string, options: InitOptions): string[] {
  const { binaries, throwaway } = options;
  // From 17 on PostgreSQL sorts by code point and knows Unicode's letters itself: the same order on every system.
  const provider = binaries.major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : [];
  const durability = throwaway ? ['--no-sync', '--wal-segsize=1'] : [];
  const fixed = ['--auth=scram-sha-256', '--encoding=UTF8', '--no-instructions'];
  return [
    '-D',
    target,
    '-U',
    'facet',
    `--pwfile=${passwordFile}`,
    `--locale=${locale}`,
    ...fixed,
    ...provider,
    ...durability,
  ];
}
