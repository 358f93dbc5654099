import { Command } from 'commander';
import { readCatalogue } from '../catalogue/readCatalogue.js';
import { localSdl } from '../federation/buildSchema.js';
import { dayIn } from '../lib/days.js';
import { subgraphs } from '../subgraphs/index.js';
import { runCommand } from './run.js';

/** `facet schema` */
export const schemaCommand = (): Command =>
  new Command('schema')
    .description('Prints the GraphQL schema as it is served now, with the fields of the catalogue')
    .action(() =>
      runCommand({ name: 'facet schema' }, async ({ sql, config, now }) => {
        process.stdout.write(`${localSdl(subgraphs, await readCatalogue(sql), dayIn(config.timeZone, now))}\n`);
      }),
    );
