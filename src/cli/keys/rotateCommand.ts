import { Command } from 'commander';
import type { CommandScope } from '../run.js';
import { runCommand } from '../run.js';
import { defaultOverlap, dryRunOption, withExpires, type DryRun } from './keyOptions.js';

interface RotateOptions extends DryRun {
  readonly overlap?: string;
  readonly expires?: string;
}

async function rotate(
  { client, now, config, progress }: CommandScope,
  name: string,
  { overlap = defaultOverlap, expires, dryRun = false }: RotateOptions,
): Promise<void> {
  const { rotateKey } = await import('../../access/keys/keys.js');
  const { readLifetime, readOverlap } = await import('../../access/keys/readLifetime.js');
  const given = {
    overlap: readOverlap(overlap),
    ...(expires !== undefined && { expiresAt: readLifetime(expires, { now, timeZone: config.timeZone }) }),
  };
  const until = given.overlap === 0 ? 'has ended' : `works for ${overlap} more, or until the key ends`;
  if (!dryRun) {
    process.stdout.write(`${await rotateKey(client, name, now, given)}\n`);
    return progress.say(`The old secret of "${name.trim()}" ${until}.`);
  }
  const { withRollback } = await import('../../db/withRollback.js');
  await withRollback(client, (inside) => rotateKey(inside, name, now, given));
  progress.say(`would make another secret for the key "${name.trim()}" and print it`);
}

/** `facet keys rotate` */
export const rotateCommand = (): Command =>
  withExpires(
    new Command('rotate')
      .argument('<name>')
      .description('gives a key another secret and prints it, this once; the old one goes on working for a while')
      .option(
        '--overlap <duration>',
        `how long the old secret goes on working, 0 for not at all; ${defaultOverlap} unless told`,
      ),
    'as before unless told',
  )
    .option(...dryRunOption)
    .action((name: string, options: RotateOptions) =>
      runCommand({ name: 'facet keys' }, (scope) => rotate(scope, name, options)),
    );
