import { Command } from 'commander';
import { UserError } from '../lib/errors/UserError.js';
import { reportFailure } from './reportFailure.js';

interface Options {
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

async function reset({ yes = false, dryRun = false }: Options): Promise<void> {
  const { readConfig } = await import('../config.js');
  const { resetFolder } = await import('../db/embedded/resetFolder.js');
  const { databaseUrl, dataDir } = readConfig(process.env);
  if (databaseUrl !== undefined)
    throw new UserError(
      'facet reset deletes the embedded database only, and DATABASE_URL is set: begin afresh with another, empty database there.',
      'RESET_REFUSED',
    );
  const isThere = await resetFolder(dataDir, { dryRun: dryRun || !yes });
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  if (!isThere) say(`There is no embedded database in ${dataDir}: nothing to delete.`);
  else if (dryRun) say(`would delete the embedded database in ${dataDir}, with all that is in it`);
  else if (yes) say(`The embedded database in ${dataDir} is deleted; the next command makes an empty one.`);
  else
    throw new UserError(
      `This would delete the embedded database in ${dataDir}, with all that is in it; "facet reset --yes" does so.`,
      'CONFIRMATION_NEEDED',
    );
}

/** `facet reset` */
export const resetCommand = (): Command =>
  new Command('reset')
    .description(
      'Deletes the embedded database, demo company or own data, so that the next command begins with an empty one',
    )
    .option('--yes', 'really delete it')
    .option('--dry-run', 'say what would be deleted, delete nothing')
    .addHelpText(
      'after',
      `
Only what the database keeps in FACET_DATA_DIR (.facet) is deleted, and only while nobody uses it: stop "facet serve" first.
A start without an import makes the demo company again.`,
    )
    .action((options: Options) => reset(options).catch(reportFailure));
