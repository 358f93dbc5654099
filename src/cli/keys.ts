import { Command } from 'commander';
import { printable } from '../lib/text/printable.js';
import { runCommand } from './run.js';

const name = 'facet keys';

interface DryRun {
  readonly dryRun?: boolean;
}

const dryRunOption = ['--dry-run', 'check everything, say what would happen, write nothing'] as const;

/** `facet keys create | list | revoke` */
export function keysCommand(): Command {
  const keys = new Command('keys').description('API keys of the programs that may ask');
  keys
    .command('create <name>')
    .description('makes a key and prints it, this once: only its hash is stored')
    .option('--write', 'its owner may change something, such as thresholds, and not only read')
    .option(...dryRunOption)
    .action((keyName: string, { dryRun = false, write = false }: DryRun & { readonly write?: boolean }) =>
      runCommand({ name }, async ({ client, now, progress }) => {
        const { createKey } = await import('../access/keys.js');
        if (dryRun) {
          const { withRollback } = await import('../db/withRollback.js');
          await withRollback(client, (inside) => createKey(inside, keyName, now, { mayWrite: write }));
          progress.say(`would make a key named "${keyName.trim()}" and print it`);
        } else process.stdout.write(`${await createKey(client, keyName, now, { mayWrite: write })}\n`);
      }),
    );
  keys
    .command('list')
    .description('names the keys, without their secrets')
    .action(() =>
      runCommand({ name }, async ({ client }) => {
        const { listKeys } = await import('../access/keys.js');
        const rows = await listKeys(client);
        for (const key of rows)
          process.stdout.write(
            `${printable(key.name)}\tcreated ${key.createdAt}\t${key.revokedAt === null ? 'valid' : `revoked ${key.revokedAt}`}${key.mayWrite ? '\tmay write' : ''}\n`,
          );
      }),
    );
  keys
    .command('revoke <name>')
    .description('ends a key; running servers refuse it at once')
    .option(...dryRunOption)
    .action((keyName: string, { dryRun = false }: DryRun) =>
      runCommand({ name }, async ({ client, now, progress }) => {
        const { revokeKey } = await import('../access/keys.js');
        const { withRollback } = await import('../db/withRollback.js');
        if (dryRun) await withRollback(client, (inside) => revokeKey(inside, keyName, now));
        else await revokeKey(client, keyName, now);
        progress.say(dryRun ? `would revoke the key "${keyName}"` : `The key "${keyName}" is revoked.`);
      }),
    );
  return keys;
}
