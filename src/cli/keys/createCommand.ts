import { Command } from 'commander';
import type { CommandScope } from '../run.js';
import { runCommand } from '../run.js';
import { defaultLifetime, dryRunOption, gathered, withExpires, type DryRun } from './keyOptions.js';

interface CreateOptions extends DryRun {
  readonly role?: string;
  readonly app?: readonly string[];
  readonly brand?: readonly string[];
  readonly expires?: string;
  readonly write?: boolean;
}

async function create(
  { client, now, config, progress }: CommandScope,
  name: string,
  { role: roleName, app, brand, expires = defaultLifetime, write = false, dryRun = false }: CreateOptions,
): Promise<void> {
  const { checkRights, findRole } = await import('../../access/checkRights.js');
  const { createKey } = await import('../../access/keys/keys.js');
  const { readLifetime } = await import('../../access/keys/readLifetime.js');
  const role = findRole(roleName, config.access.roles);
  const rights = checkRights(role, { ...(app && { apps: app }), ...(brand && { brands: brand }) });
  const expiresAt = readLifetime(expires, { now, timeZone: config.timeZone });
  const given = { role: role.name, ...rights, mayWrite: write, expiresAt };
  if (!dryRun) return void process.stdout.write(`${await createKey(client, name, now, given)}\n`);
  const { withRollback } = await import('../../db/withRollback.js');
  await withRollback(client, (inside) => createKey(inside, name, now, given));
  progress.say(`would make a key named "${name.trim()}" of the role "${role.name}" and print it`);
}

/** `facet keys create` */
export const createCommand = (): Command =>
  withExpires(
    new Command('create')
      .argument('<name>')
      .description('makes a key and prints it, this once: only its hash is stored')
      .option(
        '--role <role>',
        'what it may see and do: a role of access.roles, or full, which sees everything (needed)',
      )
      .option('--app <app>', 'of the applications of its role it sees this one alone; may be repeated', gathered)
      .option('--brand <brand>', 'the same of brands', gathered),
    `${defaultLifetime} unless told`,
  )
    .option('--write', 'its owner may change something, such as thresholds, and not only read')
    .option(...dryRunOption)
    .action((name: string, options: CreateOptions) =>
      runCommand({ name: 'facet keys' }, (scope) => create(scope, name, options)),
    );
