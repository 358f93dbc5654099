import { Command } from 'commander';
import { runCommand } from '../run.js';

interface Options {
  readonly dryRun?: boolean;
}

/** `facet retention` */
export const retentionCommand = (): Command =>
  new Command('retention')
    .description('Deletes what is older than the config keeps, as "facet daily" does')
    .option('--dry-run', 'say what is kept how long, and what is older; delete nothing')
    .addHelpText(
      'after',
      `
What grows, what is kept how long and what stays: docs/retention.md.`,
    )
    .action(({ dryRun = false }: Options) =>
      runCommand({ name: 'facet retention' }, async (scope) => {
        const { describeRetention, keepRetention } = await import('../../retention/keepRetention.js');
        if (!dryRun) return keepRetention(scope);
        for (const line of await describeRetention(scope)) process.stdout.write(`${line}\n`);
      }),
    );
