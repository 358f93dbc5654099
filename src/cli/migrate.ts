import { Command } from 'commander';
import { refreshViews } from '../bi/refreshViews.js';
import { requireCurrentSchema } from '../db/openDatabase.js';
import { migrate, requireRights, schemaState } from '../db/migrate.js';
import { runCommand } from './run.js';

/** `facet migrate` */
export const migrateCommand = (): Command =>
  new Command('migrate')
    .description('Makes the schemas "facet" and "bi" in the database, or brings them to this version')
    .option('--dry-run', 'check the rights and name the migrations that would run; write nothing')
    .action(({ dryRun = false }: { dryRun?: boolean }) =>
      runCommand({ name: 'facet migrate', anySchema: true }, async ({ sql, database, progress }) => {
        const before = await schemaState(sql);
        if (before.state === 'newer') return requireCurrentSchema(sql);
        if (dryRun) {
          if (before.state === 'absent') await requireRights(sql);
          const pending =
            before.state === 'older' ? before.pending.join(', ') : before.state === 'absent' ? 'all' : 'none';
          progress.say(`migrations to run: ${pending}`);
          return;
        }
        const ran = await migrate(database.target);
        await refreshViews(sql);
        progress.say(ran.length === 0 ? 'The schema is current.' : `Ran the migrations ${ran.join(', ')}.`);
      }),
    );
