import { Command, InvalidArgumentError } from 'commander';
import { UserError } from '../lib/errors/UserError.js';
import type { BiOptions } from './bi/BiOptions.js';
import { runCommand, type CommandScope } from './run.js';

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError('A port is a number from 0 to 65535.');
}

async function printPlan(
  { client, database, progress }: CommandScope,
  { refresh = false, port }: Pick<BiOptions, 'refresh' | 'port'>,
) {
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

function checkOptions({ role, revoke = false, list = false, refresh = false }: BiOptions): void {
  if (revoke && role === undefined)
    throw new UserError('"--revoke" ends the login of a role of the config: name it with "--role".');
  if ([list, refresh, role !== undefined].filter(Boolean).length > 1)
    throw new UserError('"--list", "--refresh" and "--role" are told one at a time.');
}

/** `facet bi --role R --revoke` */
async function revoke({ client, progress }: CommandScope, role: string, dryRun: boolean): Promise<void> {
  if (dryRun) return progress.say(`would drop the login of the role "${role}", its views and their schema`);
  const { revokeLogin } = await import('../bi/roles/revokeLogin.js');
  const left = await revokeLogin(client, role);
  if (left.length === 0) return progress.say(`The login of the role "${role}" and its views are gone.`);
  progress.say('The views are gone. The database user may not drop the login; an administrator can run:');
  for (const statement of left) process.stdout.write(`${statement};\n`);
}

/** `facet bi`, `facet bi --role R` and `facet bi --refresh` */
async function open(scope: CommandScope, { role: name, refresh = false, port, dryRun = false }: BiOptions) {
  const { client, config, progress } = scope;
  const { roles } = config.access;
  if (name === undefined && dryRun) return printPlan(scope, { refresh, port });
  if (name !== undefined) {
    const { requireLoginRole } = await import('../bi/roles/requireLoginRole.js');
    const { makeRoleSchema } = await import('../bi/roles/makeRoleSchema.js');
    const { printRolePlan } = await import('./bi/printRolePlan.js');
    const role = requireLoginRole(roles, name);
    if (dryRun) return printRolePlan(scope, role);
    await makeRoleSchema(client, name);
  }
  const { refreshViews } = await import('../bi/refreshViews.js');
  const { openBiDoor, refreshRights } = await import('../bi/openBiDoor.js');
  await refreshViews(client, { ofTables: true, roles });
  if (!refresh) return openBiDoor(scope, { port, role: name, print: (line) => process.stdout.write(`${line}\n`) });
  await refreshRights(scope);
  progress.say('The views in schema bi are up to the catalogue.');
  if (roles.size > 1) progress.say('The views of roles are up to the config.');
}

/** `facet bi` */
export const biCommand = (): Command =>
  new Command('bi')
    .description(
      'Prints a connection string for BI tools: a role of this database, which reads the schema "bi" and nothing else, or what a role of the config may see of it',
    )
    .option('--role <role>', 'of a role of the config: its rows, and columns by its policies')
    .option('--revoke', 'end the login of the role, and drop its views')
    .option('--list', 'list the logins, and say which are not up to the config')
    .option('--port <port>', 'port on 127.0.0.1 for the embedded database (0: any free one)', parsePort, 5433)
    .option(
      '--refresh',
      'only bring the views up to the catalogue and the config, and the rights of the roles up to this version; passwords stay',
    )
    .option('--dry-run', 'say what would happen, of a role the statements; write nothing')
    .action((options: BiOptions) =>
      runCommand({ name: 'facet bi' }, async (scope) => {
        checkOptions(options);
        const { role, dryRun = false } = options;
        if (options.list === true) return (await import('./bi/printLogins.js')).printLogins(scope);
        return options.revoke === true && role !== undefined ? revoke(scope, role, dryRun) : open(scope, options);
      }),
    );
