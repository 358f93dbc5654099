import { Command } from 'commander';
import { createKey, listKeys, revokeKey } from '../access/keys.js';
import { runCommand } from './run.js';

const name = 'facet keys';

/** `facet keys create | list | revoke` */
export function keysCommand(): Command {
  const keys = new Command('keys').description('API keys of the programs that may ask');
  keys
    .command('create <name>')
    .description('makes a key and prints it, this once: only its hash is stored')
    .action((keyName: string) =>
      runCommand({ name }, async ({ sql, now }) => {
        process.stdout.write(`${await createKey(sql, keyName, now)}\n`);
      }),
    );
  keys
    .command('list')
    .description('names the keys, without their secrets')
    .action(() =>
      runCommand({ name }, async ({ sql }) => {
        const rows = await listKeys(sql);
        for (const key of rows)
          process.stdout.write(
            `${key.name}\tcreated ${key.createdAt}\t${key.revokedAt === null ? 'valid' : `revoked ${key.revokedAt}`}\n`,
          );
      }),
    );
  keys
    .command('revoke <name>')
    .description('ends a key; running servers refuse it within 10 seconds')
    .action((keyName: string) =>
      runCommand({ name }, async ({ sql, now, progress }) => {
        await revokeKey(sql, keyName, now);
        progress.say(`The key "${keyName}" is revoked.`);
      }),
    );
  return keys;
}
