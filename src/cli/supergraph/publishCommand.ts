import type { Command } from 'commander';
import { composedSdl } from './composedSdl.js';
import { runSupergraph, say } from './runSupergraph.js';
import type { SupergraphOptions } from './SupergraphOptions.js';
import { exitCodeHelp, withOptions } from './withOptions.js';
import { readWhole, writeWhole } from './writeWhole.js';

interface PublishOptions extends SupergraphOptions {
  readonly out: string;
  readonly check?: boolean;
}

/** Ends `--check` where the file is not what would be written. */
const staleCode = 2;

async function publish(sdl: string, { out, check = false }: PublishOptions): Promise<void> {
  const isCurrent = (await readWhole(out)) === sdl;
  if (check) {
    say(isCurrent ? `${out} is current.` : `${out} is not current: facet supergraph publish --out ${out} writes it.`);
    if (!isCurrent) process.exitCode = staleCode;
    return;
  }
  if (!isCurrent) await writeWhole(out, sdl);
  say(isCurrent ? `${out} is current; nothing was written.` : `The supergraph is in ${out}.`);
}

/** `facet supergraph publish` */
export function definePublish(supergraph: Command): void {
  withOptions(supergraph.command('publish'))
    .description('Composes the subgraphs and writes the supergraph to a file, as a whole or not at all')
    .requiredOption('--out <file>', 'the file; one that is there stays as it is until the new one is complete')
    .option('--check', 'write nothing, and fail where the file is not current')
    .addHelpText('after', exitCodeHelp(`  ${staleCode}    --check, and the file is not current\n`))
    .action((options: PublishOptions) =>
      runSupergraph('facet supergraph publish', options, async (composed) =>
        publish(await composedSdl(composed), options),
      ),
    );
}
