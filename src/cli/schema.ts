import { Command } from 'commander';
import { readCatalogue } from '../catalogue/readCatalogue.js';
import { dayIn } from '../lib/days.js';
import { runCommand } from './run.js';

/** `facet schema` */
export const schemaCommand = (): Command =>
  new Command('schema')
    .description('Prints the GraphQL schema as it is served now, with the fields of the catalogue')
    .option('--plain', 'without the directives of federation: for Relay, code generators and other tools of clients')
    .action(({ plain }: { plain?: boolean }) =>
      runCommand({ name: 'facet schema' }, async ({ sql, config, now }) => {
        // They take long to load, and most commands do not need them.
        const { localSdl } = await import('../federation/buildSchema.js');
        const { subgraphs } = await import('../subgraphs/index.js');
        const sdl = localSdl(subgraphs, await readCatalogue(sql), dayIn(config.timeZone, now), { plain });
        process.stdout.write(`${sdl}\n`);
      }),
    );
