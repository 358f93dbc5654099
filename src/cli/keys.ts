import { Command } from 'commander';
import { createCommand } from './keys/createCommand.js';
import { keyLine } from './keys/keyLine.js';
import { dryRunOption, type DryRun } from './keys/keyOptions.js';
import { rotateCommand } from './keys/rotateCommand.js';
import { runCommand } from './run.js';

const name = 'facet keys';

const listCommand = (): Command =>
  new Command('list')
    .description('names the keys with what they may see and when they were used, without their secrets')
    .option('--json', 'as a JSON array')
    .action(({ json = false }: { readonly json?: boolean }) =>
      runCommand({ name }, async ({ client, now, config }) => {
        const { listKeys } = await import('../access/keys/listKeys.js');
        const keys = await listKeys(client, { now, roles: config.access.roles });
        if (json) process.stdout.write(`${JSON.stringify(keys, undefined, 2)}\n`);
        else for (const key of keys) process.stdout.write(`${keyLine(key, now)}\n`);
      }),
    );

const revokeCommand = (): Command =>
  new Command('revoke')
    .argument('<name>')
    .description('ends a key with all its secrets; running servers refuse it at once')
    .option(...dryRunOption)
    .action((keyName: string, { dryRun = false }: DryRun) =>
      runCommand({ name }, async ({ client, now, progress }) => {
        const { revokeKey } = await import('../access/keys/keys.js');
        const { withRollback } = await import('../db/withRollback.js');
        if (dryRun) await withRollback(client, (inside) => revokeKey(inside, keyName, now));
        else await revokeKey(client, keyName, now);
        progress.say(dryRun ? `would revoke the key "${keyName}"` : `The key "${keyName}" is revoked.`);
      }),
    );

/** `facet keys create | list | rotate | revoke` */
export const keysCommand = (): Command =>
  new Command('keys')
    .description('API keys of the programs that may ask')
    .addCommand(createCommand())
    .addCommand(listCommand())
    .addCommand(rotateCommand())
    .addCommand(revokeCommand())
    .addHelpText(
      'after',
      `
A key has a role, which says what it may see and do: "full", which sees everything, or one of access.roles in the config file.
With --app and --brand it sees a part of the rows of its role. docs/access.md has all of it.

Examples:
  facet keys create partner --role partner --app shop --expires 90d
  facet keys rotate partner --overlap 24h
  facet keys revoke partner`,
    );
