import { Command } from 'commander';
import { UserError } from '../../lib/errors/UserError.js';
import { runCommand } from '../run.js';

interface Options {
  readonly identifier?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `facet forget` */
export const forgetCommand = (): Command =>
  new Command('forget')
    .description(
      'Takes a person out of everything that Facet keeps, for good, and blocks imports from bringing it back',
    )
    .argument('[customer]', 'the id of the customer')
    .option('--identifier <system:value>', 'the customer who is known by it, e.g. email:a@example.org')
    .option('--dry-run', 'count what would be done where; write nothing')
    .option('--json', 'print the receipt as JSON')
    .addHelpText(
      'after',
      `
Rows are deleted; those that sums are made of, such as orders, stay as those of nobody known. See docs/forgetting.md
for what is not reached: backups, and files and systems outside.

Examples:
  facet forget 1111113001034507 --dry-run
  facet forget --identifier email:anna@example.org`,
    )
    .action((customer: string | undefined, { identifier, dryRun = false, json = false }: Options) =>
      runCommand({ name: 'facet forget' }, async (scope) => {
        if ((customer === undefined) === (identifier === undefined))
          throw new UserError('facet forget needs one of the two: the id of a customer, or --identifier SYSTEM:VALUE.');
        const { findPerson } = await import('../../forgetting/findPerson.js');
        const { forgetPerson } = await import('../../forgetting/forgetPerson.js');
        const { receiptLines } = await import('../../forgetting/receiptLines.js');
        const { systemUser } = await import('../../audit/recordChange.js');
        const id = customer ?? (await findPerson(scope.client, identifier ?? ''));
        const receipt = await forgetPerson(scope, id, { by: systemUser() ?? 'facet forget', door: 'cli', dryRun });
        const text = json ? JSON.stringify(receipt, null, 2) : receiptLines(receipt).join('\n');
        process.stdout.write(`${text}\n`);
      }),
    );
