import { Command } from 'commander';
import { runCommand } from './run.js';
import { liveSdl } from './steps/liveSdl.js';

/** `facet schema` */
export const schemaCommand = (): Command =>
  new Command('schema')
    .description('Prints the GraphQL schema as it is served now, with the fields of the catalogue')
    .option('--plain', 'without the directives of federation: for Relay, code generators and other tools of clients')
    .option('--subgraphs <names>', 'of these subgraphs alone, as "facet serve --subgraphs" serves them')
    .option(
      '--role <name>',
      'as a role of the config file ("access.roles") sees it, without the directives of federation',
    )
    .action(({ plain, subgraphs: names, role }: { plain?: boolean; subgraphs?: string; role?: string }) =>
      runCommand({ name: 'facet schema' }, async (scope) => {
        const { roleSdl } = await import('./steps/roleSdl.js');
        const sdl = role === undefined ? await liveSdl(scope, { names, plain }) : await roleSdl(scope, { names, role });
        process.stdout.write(`${sdl}\n`);
      }),
    );
