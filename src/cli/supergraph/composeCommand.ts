import type { Command } from 'commander';
import { composedSdl } from './composedSdl.js';
import { runSupergraph } from './runSupergraph.js';
import type { SupergraphOptions } from './SupergraphOptions.js';
import { exitCodeHelp, withOptions } from './withOptions.js';

/** `facet supergraph compose` */
export function defineCompose(supergraph: Command): void {
  withOptions(supergraph.command('compose'))
    .description('Composes the subgraphs and prints the supergraph')
    .option('--json', 'print it as JSON, with what composing took away and changed')
    .addHelpText('after', exitCodeHelp(''))
    .action(({ json = false, ...options }: SupergraphOptions & { readonly json?: boolean }) =>
      runSupergraph('facet supergraph compose', options, async (composed) => {
        const sdl = await composedSdl(composed);
        const { losses, notes, subgraphs } = composed;
        process.stdout.write(json ? `${JSON.stringify({ subgraphs, sdl, losses, notes }, null, 2)}\n` : sdl);
      }),
    );
}
