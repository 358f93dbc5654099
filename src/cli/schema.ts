import { Command } from 'commander';
import { dayIn } from '../lib/time/days.js';
import { runCommand } from './run.js';

/** `facet schema` */
export const schemaCommand = (): Command =>
  new Command('schema')
    .description('Prints the GraphQL schema as it is served now, with the fields of the catalogue')
    .option('--plain', 'without the directives of federation: for Relay, code generators and other tools of clients')
    .action(({ plain }: { plain?: boolean }) =>
      runCommand({ name: 'facet schema' }, async ({ client, config, now }) => {
        const { readCatalogue } = await import('../catalogue/readCatalogue.js');
        const { localSdl } = await import('../federation/buildSchema.js');
        const { subgraphs } = await import('../subgraphs/index.js');
        const sdl = localSdl(subgraphs, await readCatalogue(client), dayIn(config.timeZone, now), { plain });
        process.stdout.write(`${sdl}\n`);
      }),
    );
