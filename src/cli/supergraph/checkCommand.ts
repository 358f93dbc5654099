import type { Command } from 'commander';
import { readPlace } from './readPlace.js';
import { runSupergraph } from './runSupergraph.js';
import type { SupergraphOptions } from './SupergraphOptions.js';
import { exitCodeHelp, withOptions } from './withOptions.js';

interface CheckOptions extends SupergraphOptions {
  readonly against?: string;
  readonly operations?: string;
  readonly json?: boolean;
}

/** Ends a check that found something that clients would lose. */
const failedCode = 2;

/** `facet supergraph check` */
export function defineCheck(supergraph: Command): void {
  withOptions(supergraph.command('check'))
    .description('Tells what composing takes away, and what the operations of clients would lose')
    .option(
      '--against <supergraph>',
      'the one that clients have now, a file or an address: tells what breaks against it',
    )
    .option(
      '--operations <path>',
      'what clients ask: a folder of .graphql files, or a manifest of persisted queries (.json)',
    )
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      exitCodeHelp(
        `  ${failedCode}    composing takes something away, an operation is lost, or, without --operations, a change is breaking\n`,
      ),
    )
    .action(({ against, operations, json = false, ...options }: CheckOptions) =>
      runSupergraph('facet supergraph check', options, async (composed, signal) => {
        const { checkSupergraph } = await import('./check/checkSupergraph.js');
        const { readOperations } = await import('./check/readOperations.js');
        const report = checkSupergraph(
          composed,
          against === undefined ? undefined : await readPlace(against, signal),
          operations === undefined ? undefined : await readOperations(operations),
        );
        const { formatCheck } = await import('./check/formatCheck.js');
        const text = json ? JSON.stringify(report, null, 2) : formatCheck(report).join('\n');
        process.stdout.write(`${text}\n`);
        if (!report.passed) process.exitCode = failedCode;
      }),
    );
}
