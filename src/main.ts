import { Command } from 'commander';
import { aliasesCommand } from './cli/aliases.js';
import { auditCommand } from './cli/persons/audit.js';
import { backupCommand } from './cli/keeping/backup.js';
import { biCommand } from './cli/bi.js';
import { buildCommand } from './cli/build.js';
import { campaignsCommand } from './cli/campaigns.js';
import { dailyCommand } from './cli/daily.js';
import { demoCommand } from './cli/demo.js';
import { discardedCommand } from './cli/discarded.js';
import { distributeCommand } from './cli/distribution/distribute.js';
import { documentsCommand } from './cli/documents/documentsCommand.js';
import { enrichCommand } from './cli/enrich.js';
import { exportCommand } from './cli/persons/export.js';
import { forgetCommand } from './cli/persons/forget.js';
import { importCommand } from './cli/import.js';
import { keysCommand } from './cli/keys.js';
import { migrateCommand } from './cli/migrate.js';
import { reportFailure } from './cli/reportFailure.js';
import { resetCommand } from './cli/reset.js';
import { restoreCommand } from './cli/keeping/restore.js';
import { retentionCommand } from './cli/keeping/retention.js';
import { schemaCommand } from './cli/schema.js';
import { segmentsCommand } from './cli/segments/segmentsCommand.js';
import { serveCommand } from './cli/serve.js';
import { snapshotCommand } from './cli/snapshot.js';
import { supergraphCommand } from './cli/supergraph/supergraphCommand.js';
import { validateCommand } from './cli/validate.js';
import { fileReason } from './lib/errors/fileReason.js';
import { UserError } from './lib/errors/UserError.js';
import { packageVersion } from './lib/process/packageRoot.js';

// `facet aliases list | head` closes the pipe early: the command then ends in order, without anybody to read the rest.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return;
  reportFailure(new UserError(`The standard output cannot be written: ${fileReason(error)}.`));
  process.exit();
});

const program = new Command('facet')
  .description('An open gateway that answers "who is this customer?" by real names')
  .version(packageVersion)
  .showHelpAfterError()
  .addHelpText('after', '\nThe database is that of DATABASE_URL, else an embedded one in FACET_DATA_DIR (.facet).');

for (const command of [
  serveCommand,
  migrateCommand,
  distributeCommand,
  demoCommand,
  resetCommand,
  backupCommand,
  restoreCommand,
  retentionCommand,
  importCommand,
  discardedCommand,
  buildCommand,
  enrichCommand,
  snapshotCommand,
  dailyCommand,
  validateCommand,
  campaignsCommand,
  aliasesCommand,
  segmentsCommand,
  keysCommand,
  auditCommand,
  documentsCommand,
  forgetCommand,
  exportCommand,
  schemaCommand,
  supergraphCommand,
  biCommand,
])
  program.addCommand(command());

try {
  await program.parseAsync();
} catch (error) {
  reportFailure(error);
}
