import { Command } from 'commander';
import { reportFailure } from './reportFailure.js';

interface ServeOptions {
  readonly subgraphs?: string;
  readonly workers?: string;
}

async function run({ subgraphs, workers }: ServeOptions): Promise<void> {
  const { isWorker } = await import('../workers/workerId.js');
  if (isWorker()) {
    const { runWorker } = await import('./serving/runWorker.js');
    return runWorker(subgraphs, workers);
  }
  const { runServer } = await import('./serving/runServer.js');
  await runServer(subgraphs, workers);
}

/** `facet serve` */
export const serveCommand = (): Command =>
  new Command('serve')
    .description('Serves the graph over HTTP; without DATABASE_URL on an embedded database with a demo company')
    .option(
      '--subgraphs <names>',
      'only these, with commas between, as one subgraph of a federation, e.g. metrics,aliases',
    )
    .option('--workers <number>', 'processes that answer requests, or "auto" for one per core (FACET_WORKERS; 1)')
    .addHelpText(
      'after',
      `
Environment:
  DATABASE_URL    PostgreSQL 15 or later; unset: an embedded one in FACET_DATA_DIR
  DATABASE_READ_URL  a streaming replica of it, which queries are read from
  PORT, HOST      where to listen (4000, 127.0.0.1)
  FACET_CONFIG    YAML file; with schedule.at in it, "facet daily" is run at that time of each day
  FACET_DATA_DIR  folder of the embedded database (.facet)
  FACET_WORKERS   processes that answer requests, as --workers; SIGHUP then replaces them one by one, with the config read anew
  LOG_LEVEL       fatal, error, warn, info, debug, trace, silent (info)
  METRICS_PORT    where Prometheus reads /metrics; unset: nothing is measured
  METRICS_HOST    its address (127.0.0.1); any other needs METRICS_TOKEN, which readers show`,
    )
    .action((options: ServeOptions) => run(options).catch(reportFailure));
