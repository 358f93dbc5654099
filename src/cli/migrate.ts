import { Command } from 'commander';
import { runCommand } from './run.js';

/** `facet migrate` */
export const migrateCommand = (): Command =>
  new Command('migrate')
    .description('Makes the schemas "facet" and "bi" in the database, or brings them to this version')
    .option('--dry-run', 'check the rights and name the migrations that would run; write nothing')
    .action(({ dryRun = false }: { dryRun?: boolean }) =>
      runCommand({ name: 'facet migrate', anySchema: true }, async ({ client, database, progress }) => {
        const { requireRights, schemaState } = await import('../db/migrate.js');
        const before = await schemaState(client);
        if (before.state === 'newer') {
          const { requireCurrentSchema } = await import('../db/openDatabase.js');
          return requireCurrentSchema(client);
        }
        if (dryRun) {
          if (before.state === 'absent') await requireRights(client);
          const pending =
            before.state === 'older' ? before.pending.join(', ') : before.state === 'absent' ? 'all' : 'none';
          progress.say(`migrations to run: ${pending}`);
          return;
        }
        const { migrateWithViews } = await import('../bi/migrateWithViews.js');
        const ran = await migrateWithViews(client, database.target);
        progress.say(ran.length === 0 ? 'The schema is current.' : `Ran the migrations ${ran.join(', ')}.`);
      }),
    );
