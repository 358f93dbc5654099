import { Command } from 'commander';
import { dayIn } from '../lib/time/days.js';
import { runCommand } from './run.js';

/** `facet schema` */
export const schemaCommand = (): Command =>
  new Command('schema')
    .description('Prints the GraphQL schema as it is served now, with the fields of the catalogue')
    .option('--plain', 'without the directives of federation: for Relay, code generators and other tools of clients')
    .option('--subgraphs <names>', 'of these subgraphs alone, as "facet serve --subgraphs" serves them')
    .action(({ plain, subgraphs: names }: { plain?: boolean; subgraphs?: string }) =>
      runCommand({ name: 'facet schema' }, async ({ client, config, now }) => {
        const { readCatalogue } = await import('../catalogue/readCatalogue.js');
        const { checkDirectives, localSdl } = await import('../federation/buildSchema.js');
        const { subgraphs } = await import('../subgraphs/index.js');
        const { servedSubgraphs } = await import('../federation/servedSubgraphs.js');
        const [catalogue, today] = [await readCatalogue(client), dayIn(config.timeZone, now)];
        const { directives } = config.subgraph;
        checkDirectives(subgraphs, catalogue, today, directives);
        const sdl = localSdl(servedSubgraphs(subgraphs, names), catalogue, today, { plain, directives });
        process.stdout.write(`${sdl}\n`);
      }),
    );
