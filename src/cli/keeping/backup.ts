import { Command } from 'commander';
import { runCommand, type CommandScope } from '../run.js';

interface Options {
  readonly overwrite?: boolean;
  readonly forgotten?: boolean;
  readonly dryRun?: boolean;
}

async function backup(scope: CommandScope, file: string, options: Options): Promise<void> {
  const { ArchiveWriter } = await import('../../backup/format/ArchiveWriter.js');
  const { PartialFile } = await import('../../backup/format/PartialFile.js');
  const { makeBackup } = await import('../../backup/makeBackup.js');
  const { megabytes, countedRows } = await import('../../backup/backupLines.js');
  const { requireOneMachine } = await import('../../backup/requireOneMachine.js');
  const { plural } = await import('../../lib/text/plural.js');
  // That list lies on the coordinator.
  if (options.forgotten !== true) await requireOneMachine(scope.client);
  const partial = await PartialFile.open(file, options.overwrite === true);
  try {
    const sink = options.dryRun === true ? { write: async () => {} } : partial;
    const archive = new ArchiveWriter(sink, scope.now);
    const made = await makeBackup(scope, archive, { forgottenOnly: options.forgotten, signal: scope.signal });
    const what = `${plural(Object.keys(made.tables).length, 'table')}, ${plural(countedRows(made.tables), 'row')}, ${megabytes(archive.bytes)}`;
    if (options.dryRun === true) return scope.progress.say(`would write ${file}: ${what}`);
    await partial.finish();
    scope.progress.say(`wrote ${file}: ${what}, as of ${made.manifest.madeAt}; SHA-256 ${made.sha256}`);
  } finally {
    await partial.abandon();
  }
}

/** `facet backup` */
export const backupCommand = (): Command =>
  new Command('backup')
    .description('Writes all that Facet keeps in the database into one file, as of one instant, while servers go on')
    .argument('<file>', 'a new file that its owner alone may read')
    .option('--overwrite', 'replace a file that is there, once the new one is whole')
    .option('--forgotten', 'only the list of forgotten persons, for "facet restore --forgotten"')
    .option('--dry-run', 'read everything and tell how large the file would be; write nothing')
    .addHelpText(
      'after',
      `
The file holds personal data and the hashes of API keys: keep it as you keep the database. The config file and its
secrets are not in it. See docs/backup.md.

Examples:
  facet backup /backups/facet-2026-12-01.tar
  facet backup --forgotten /backups/forgotten.tar --overwrite`,
    )
    .action((file: string, options: Options) =>
      runCommand({ name: 'facet backup' }, (scope) => backup(scope, file, options)),
    );
