import { Command } from 'commander';
import { runCommand, type CommandScope } from './run.js';

/** Places the tables that migrations added, where the database is distributed; what is placed stays. */
async function completePlacements(scope: CommandScope): Promise<void> {
  const { isDistributed } = await import('../db/isDistributed.js');
  if (!(await isDistributed(scope.client))) return;
  const { runDistribute } = await import('../distribution/runDistribute.js');
  await runDistribute(scope, { isEmbedded: scope.database.isEmbedded });
}

/** `facet migrate` */
export const migrateCommand = (): Command =>
  new Command('migrate')
    .description('Makes the schemas "facet" and "bi" in the database, or brings them to this version')
    .option('--dry-run', 'check the rights and name the migrations that would run; write nothing')
    .action(({ dryRun = false }: { dryRun?: boolean }) =>
      runCommand({ name: 'facet migrate', anySchema: true }, async (scope) => {
        const { client, config, database, progress } = scope;
        const { requireRights, schemaState } = await import('../db/migrate.js');
        const before = await schemaState(client);
        if (before.state === 'ahead')
          return progress.say(
            'A newer Facet has migrated this database, on which this one may work too: there is nothing to do.',
          );
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
        const { completeRowRights } = await import('./steps/completeRowRights.js');
        const ran = await migrateWithViews(client, database.target, config.access.roles);
        await completePlacements(scope);
        await completeRowRights(client, config);
        progress.say(ran.length === 0 ? 'The schema is current.' : `Ran the migrations ${ran.join(', ')}.`);
      }),
    );
