import { Command } from 'commander';
import { openBiDoor } from '../bi/openBiDoor.js';
import { refreshViews } from '../bi/refreshViews.js';
import { runCommand } from './run.js';

interface Options {
  readonly refresh?: boolean;
  readonly port: string;
}

/** `facet bi` */
export const biCommand = (): Command =>
  new Command('bi')
    .description(
      'Prints a connection string for BI tools: the role facet_bi, which reads the schema "bi" and nothing else',
    )
    .option('--port <port>', 'port on 127.0.0.1 for the embedded database (0: any free one)', '5433')
    .option('--refresh', 'only bring the views up to the catalogue')
    .action(({ refresh = false, port }: Options) =>
      runCommand({ name: 'facet bi' }, async (scope) => {
        await refreshViews(scope.sql);
        if (refresh) scope.progress.say('The views in schema bi are up to the catalogue.');
        else await openBiDoor(scope, { port: Number(port), print: (line) => process.stdout.write(`${line}\n`) });
      }),
    );
