import { Command, InvalidArgumentError } from 'commander';
import { runCommand, type CommandScope } from './run.js';

interface Options {
  readonly refresh?: boolean;
  readonly port: number;
  readonly dryRun?: boolean;
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError('A port is a number from 0 to 65535.');
}

async function printPlan({ client, database, progress }: CommandScope, { refresh = false, port }: Options) {
  const { readBiRole } = await import('../bi/biRole.js');
  const { openRights } = await import('../bi/closeToBi.js');
  progress.say('would bring the views in schema bi up to the catalogue');
  const role = await readBiRole(client);
  const open = (await openRights(client)).filter(({ may }) => may).map(({ what }) => what);
  if (open.length > 0 && (role.reads || !refresh))
    progress.say(`would take from everybody but the roles that have anything in this database: ${open.join(', ')}`);
  if (refresh) return;
  progress.say(
    role.exists
      ? `would give the role ${role.name} a new password: earlier connection strings would no longer work`
      : `would make the role ${role.name} with a password, or print the statements for an administrator`,
  );
  const door = database.isEmbedded ? `, and open 127.0.0.1, port ${port === 0 ? 'any' : port}, until Ctrl-C` : '';
  progress.say(`would print the connection string${door}`);
}

/** `facet bi` */
export const biCommand = (): Command =>
  new Command('bi')
    .description(
      'Prints a connection string for BI tools: a role of this database, which reads the schema "bi" and nothing else',
    )
    .option('--port <port>', 'port on 127.0.0.1 for the embedded database (0: any free one)', parsePort, 5433)
    .option(
      '--refresh',
      'only bring the views up to the catalogue, and the rights of the role up to this version; its password stays',
    )
    .option('--dry-run', 'say what would happen, write nothing')
    .action(({ refresh = false, port, dryRun = false }: Options) =>
      runCommand({ name: 'facet bi' }, async (scope) => {
        if (dryRun) return printPlan(scope, { refresh, port });
        const { refreshViews } = await import('../bi/refreshViews.js');
        const { openBiDoor, refreshRights } = await import('../bi/openBiDoor.js');
        await refreshViews(scope.client, { ofTables: true });
        if (!refresh) return openBiDoor(scope, { port, print: (line) => process.stdout.write(`${line}\n`) });
        await refreshRights(scope);
        scope.progress.say('The views in schema bi are up to the catalogue.');
      }),
    );
