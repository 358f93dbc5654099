import { Command } from 'commander';
import { listDiscarded } from '../ingest/derive/index.js';
import { rehearse } from '../db/rehearse.js';
import { csvField } from '../lib/csvField.js';
import { runCommand, type CommandScope } from './run.js';

const columns = ['kind', 'reason', 'datasource', 'pk', 'customer_id', 'value'] as const;

/** What the derivation makes for its checks is taken back. */
const printDiscarded = ({ sql }: CommandScope): Promise<void> =>
  rehearse(sql, async (inside) => {
    process.stdout.write(`${columns.join(',')}\n`);
    for await (const rows of listDiscarded(inside))
      process.stdout.write(rows.map((row) => `${columns.map((column) => csvField(row[column])).join(',')}\n`).join(''));
  });

/** `facet discarded` */
export const discardedCommand = (): Command =>
  new Command('discarded')
    .description('Lists, as CSV, the values of source records that customers do not have, and why; changes nothing')
    .action(() => runCommand({ name: 'facet discarded' }, printDiscarded));
