import { Command } from 'commander';
import type { InspectedBackup } from '../../backup/format/inspectBackup.js';
import { reportFailure } from '../reportFailure.js';
import { runCommand, type CommandScope } from '../run.js';

interface Options {
  readonly replace?: boolean;
  readonly forgotten?: string;
  readonly list?: boolean;
  readonly dryRun?: boolean;
}

interface Files {
  readonly backup: InspectedBackup;
  /** What `--forgotten` names. */
  readonly later?: InspectedBackup | undefined;
}

/** Checks the files, does something with them, and closes them. */
async function withFiles(file: string, { forgotten }: Options, work: (files: Files) => Promise<void>): Promise<void> {
  const { inspectBackup } = await import('../../backup/format/inspectBackup.js');
  const { requireFit, requireSameKey } = await import('../../backup/restoring/requireFit.js');
  const backup = await inspectBackup(file);
  let later: InspectedBackup | undefined;
  try {
    requireFit(backup);
    later = forgotten === undefined ? undefined : await inspectBackup(forgotten);
    if (later !== undefined) requireSameKey(backup, later);
    await work({ backup, later });
  } finally {
    await backup.handle.close();
    await later?.handle.close();
  }
}

/** Says what is in a backup, without a database. */
async function list(file: string): Promise<void> {
  const { inspectBackup } = await import('../../backup/format/inspectBackup.js');
  const { backupLines } = await import('../../backup/backupLines.js');
  const backup = await inspectBackup(file);
  await backup.handle.close();
  process.stdout.write(`${backupLines(backup).join('\n')}\n`);
}

/** Makes what is not in a backup: views, rights of rows, and what the planner knows. */
async function complete({ client, config, database, progress }: CommandScope): Promise<void> {
  const { migrateWithViews } = await import('../../bi/migrateWithViews.js');
  const { completeRowRights } = await import('../steps/completeRowRights.js');
  const { analyzeRestored } = await import('../../backup/restoring/analyzeRestored.js');
  progress.update('making views');
  await migrateWithViews(client, database.target, config.access.roles);
  await completeRowRights(client, config);
  progress.update('analysing');
  await analyzeRestored(client);
}

async function restore(scope: CommandScope, { backup, later }: Files, options: Options): Promise<void> {
  const { backupLines, countedRows } = await import('../../backup/backupLines.js');
  const { restoreBackup } = await import('../../backup/restoring/restoreBackup.js');
  const { requireOneMachine } = await import('../../backup/requireOneMachine.js');
  const { requireReplaceable } = await import('../../backup/restoring/targetState.js');
  const { plural } = await import('../../lib/text/plural.js');
  const { progress, client, database, signal } = scope;
  const replace = options.replace === true;
  await requireOneMachine(client);
  await requireReplaceable(client, replace);
  if (options.dryRun === true) {
    process.stdout.write(`${backupLines(backup).join('\n')}\n`);
    return progress.say(`would restore it; nothing was changed`);
  }
  const { forgotten, isListed } = await restoreBackup(scope, backup, {
    target: database.target,
    replace,
    later,
    signal,
  });
  await complete(scope);
  const { madeAt } = backup.manifest;
  progress.say(`restored ${plural(countedRows(backup.tables), 'row')} as of ${madeAt}`);
  if (forgotten > 0) progress.say(`forgot ${plural(forgotten, 'person')} again who had been forgotten since then`);
  if (!isListed)
    progress.say(
      `warning: persons who were forgotten after ${madeAt} are known again: forget them again, or restore with --forgotten and a later backup or list`,
    );
}

/** `facet restore` */
export const restoreCommand = (): Command =>
  new Command('restore')
    .description('Puts a backup into the database, all of it or nothing')
    .argument('<file>', 'what "facet backup" wrote')
    .option('--replace', 'delete what the database holds; without it, only an empty one is filled')
    .option('--forgotten <file>', 'a later backup, or list, of the same database: whom it names is forgotten again')
    .option('--list', 'check the file and say what is in it; no database is needed')
    .option('--dry-run', 'check the file and the database; write nothing')
    .addHelpText(
      'after',
      `
The whole file is checked before anything is changed. Stop every server of the database first. A backup of an older
version is migrated to this one; one of a newer version is refused. Whoever was forgotten since the backup is forgotten
again: with --replace by the list of the database that is replaced, else with --forgotten. See docs/backup.md.

Examples:
  facet restore /backups/facet-2026-12-01.tar --list
  facet restore /backups/facet-2026-12-01.tar --replace`,
    )
    .action((file: string, options: Options) =>
      options.list === true
        ? list(file).catch(reportFailure)
        : runCommand({ name: 'facet restore', anySchema: true }, (scope) => {
            scope.progress.update(`checking ${file}`);
            return withFiles(file, options, (files) => restore(scope, files, options));
          }),
    );
