import { Command } from 'commander';
import { csvField } from '../lib/text/csvField.js';
import { runCommand, type CommandScope } from './run.js';

const columns = ['kind', 'reason', 'datasource', 'pk', 'customer_id', 'value'] as const;

/** What the derivation makes for its checks is taken back. */
async function printDiscarded({ client }: CommandScope): Promise<void> {
  const { listDiscarded } = await import('../ingest/derive/index.js');
  const { withRollback } = await import('../db/withRollback.js');
  await withRollback(client, async (inside) => {
    process.stdout.write(`${columns.join(',')}\n`);
    for await (const rows of listDiscarded(inside))
      process.stdout.write(rows.map((row) => `${columns.map((column) => csvField(row[column])).join(',')}\n`).join(''));
  });
}

/** `facet discarded` */
export const discardedCommand = (): Command =>
  new Command('discarded')
    .description('Lists, as CSV, the values of source records that customers do not have, and why; changes nothing')
    .action(() => runCommand({ name: 'facet discarded' }, printDiscarded));
