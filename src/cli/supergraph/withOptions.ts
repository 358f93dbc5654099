import { InvalidArgumentError, type Command } from 'commander';

function parseUrl(text: string): string {
  if (/^https?:\/\//i.test(text) && URL.canParse(text)) return text;
  throw new InvalidArgumentError('It is not an address that begins with http:// or https://.');
}

/** The options of every command over subgraphs. */
export const withOptions = (command: Command): Command =>
  command
    .option('--sdl <file>', "the SDL of the local subgraph, as facet schema prints it, in place of the database's")
    .option('--url <url>', 'where routers find the local subgraph; default: HOST and PORT', parseUrl)
    .option('--allow-losses', 'compose although that takes members of inputs and enums, or arguments, from clients');

/** What every help of them ends with. */
export const exitCodeHelp = (failed: string): string => `
The subgraphs stand below "gateway:" in the file of FACET_CONFIG: docs/supergraph.md.

Exit codes:
  0    done
  1    a failure that the sentence says how to mend, such as subgraphs that do not compose
${failed}  70   a fault of Facet's
  130  interrupted`;
