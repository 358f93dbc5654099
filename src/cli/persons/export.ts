import { Command } from 'commander';
import { UserError } from '../../lib/errors/UserError.js';
import { runCommand } from '../run.js';

interface Options {
  readonly identifier?: string;
  readonly out?: string;
}

/** `facet export` */
export const exportCommand = (): Command =>
  new Command('export')
    .description('Gives everything that is known of a person as one JSON document, for a request of access')
    .argument('[customer]', 'the id of the customer')
    .option('--identifier <system:value>', 'the customer who is known by it, e.g. email:a@example.org')
    .option('--out <file>', 'a new file that its owner alone may read (default: the standard output)')
    .addHelpText(
      'after',
      `
Examples:
  facet export 1111113001034507 --out person.json
  facet export --identifier email:anna@example.org`,
    )
    .action((customer: string | undefined, { identifier, out }: Options) =>
      runCommand({ name: 'facet export' }, async (scope) => {
        if ((customer === undefined) === (identifier === undefined))
          throw new UserError('facet export needs one of the two: the id of a customer, or --identifier SYSTEM:VALUE.');
        const { findPerson } = await import('../../forgetting/findPerson.js');
        const { exportPerson } = await import('../../forgetting/exportPerson.js');
        const { writePrivate } = await import('../../forgetting/writePrivate.js');
        const { systemUser } = await import('../../audit/recordChange.js');
        const id = customer ?? (await findPerson(scope.client, identifier ?? ''));
        const told = await exportPerson(scope, id, systemUser() ?? 'facet export');
        const text = `${JSON.stringify(told, null, 2)}\n`;
        if (out === undefined) process.stdout.write(text);
        else {
          await writePrivate(out, text);
          scope.progress.say(`wrote ${out}`);
        }
      }),
    );
