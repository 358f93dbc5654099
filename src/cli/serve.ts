import { Command } from 'commander';
import { reportFailure } from './reportFailure.js';

async function run({ subgraphs }: { readonly subgraphs?: string }): Promise<void> {
  const { runServer } = await import('./serving/runServer.js');
  await runServer(subgraphs);
}

/** `facet serve` */
export const serveCommand = (): Command =>
  new Command('serve')
    .description('Serves the graph over HTTP; without DATABASE_URL on an embedded database with a demo company')
    .option(
      '--subgraphs <names>',
      'only these, with commas between, as one subgraph of a federation, e.g. metrics,aliases',
    )
    .addHelpText(
      'after',
      `
Environment:
  DATABASE_URL    PostgreSQL 15 or later; unset: an embedded one in FACET_DATA_DIR
  DATABASE_READ_URL  a streaming replica of it, which queries are read from
  PORT, HOST      where to listen (4000, 127.0.0.1)
  FACET_CONFIG    YAML file; with schedule.at in it, "facet daily" is run at that time of each day
  FACET_DATA_DIR  folder of the embedded database (.facet)
  LOG_LEVEL       fatal, error, warn, info, debug, trace, silent (info)
  METRICS_PORT    where Prometheus reads /metrics; unset: nothing is measured
  METRICS_HOST    its address (127.0.0.1); any other needs METRICS_TOKEN, which readers show`,
    )
    .action((options: { subgraphs?: string }) => run(options).catch(reportFailure));
