import { Command } from 'commander';
import { runCommand } from './run.js';
import { liveSdl } from './steps/liveSdl.js';

/** `facet schema` */
export const schemaCommand = (): Command =>
  new Command('schema')
    .description('Prints the GraphQL schema as it is served now, with the fields of the catalogue')
    .option('--plain', 'without the directives of federation: for Relay, code generators and other tools of clients')
    .option('--subgraphs <names>', 'of these subgraphs alone, as "facet serve --subgraphs" serves them')
    .action(({ plain, subgraphs: names }: { plain?: boolean; subgraphs?: string }) =>
      runCommand({ name: 'facet schema' }, async (scope) => {
        process.stdout.write(`${await liveSdl(scope, { names, plain })}\n`);
      }),
    );
