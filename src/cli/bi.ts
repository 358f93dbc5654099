import { Command, InvalidArgumentError } from 'commander';
import { openBiDoor } from '../bi/openBiDoor.js';
import { refreshViews } from '../bi/refreshViews.js';
import { runCommand } from './run.js';

interface Options {
  readonly refresh?: boolean;
  readonly port: number;
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError('A port is a number from 0 to 65535.');
}

/** `facet bi` */
export const biCommand = (): Command =>
  new Command('bi')
    .description(
      'Prints a connection string for BI tools: the role facet_bi, which reads the schema "bi" and nothing else',
    )
    .option('--port <port>', 'port on 127.0.0.1 for the embedded database (0: any free one)', parsePort, 5433)
    .option('--refresh', 'only bring the views up to the catalogue')
    .action(({ refresh = false, port }: Options) =>
      runCommand({ name: 'facet bi' }, async (scope) => {
        await refreshViews(scope.sql);
        if (refresh) scope.progress.say('The views in schema bi are up to the catalogue.');
        else await openBiDoor(scope, { port, print: (line) => process.stdout.write(`${line}\n`) });
      }),
    );
