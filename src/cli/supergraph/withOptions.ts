import type { Command } from 'commander';

/** The options of every command over subgraphs. */
export const withOptions = (command: Command): Command =>
  command
    .option('--sdl <file>', "the SDL of the local subgraph, as facet schema prints it, in place of the database's")
    .option('--url <url>', 'where routers find the local subgraph; default: HOST and PORT')
    .option('--allow-losses', 'compose although that takes members of inputs and enums, or arguments, from clients');

/** What every help of them ends with. */
export const exitCodeHelp = (failed: string): string => `
The subgraphs stand below "gateway:" in the file of FACET_CONFIG: docs/supergraph.md.

Exit codes:
  0    done
  1    a failure that the sentence says how to mend, such as subgraphs that do not compose
${failed}  70   a fault of Facet's
  130  interrupted`;
