import type { Composition, SubgraphSource } from '../../composition/Composition.js';
import type { Config, GatewayConfig } from '../../config.js';
import { UserError } from '../../lib/errors/UserError.js';
import { printable } from '../../lib/text/printable.js';
import { onInterrupt } from '../onInterrupt.js';
import { reportFailure } from '../reportFailure.js';
import { runCommand } from '../run.js';
import { readLocal, readLocalFile } from './readLocal.js';
import { readSources } from './readSources.js';
import type { SupergraphOptions } from './SupergraphOptions.js';

/** What was composed, and of what. */
export interface Composed extends Composition {
  readonly subgraphs: readonly string[];
  /** Whether the options or the config let it have losses. */
  readonly mayLose: boolean;
}

/** A note on the way, which is no part of the result. */
export const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** Refuses a config of which nothing can be composed. */
function gatewayOf({ gateway }: Config): GatewayConfig {
  if (gateway === undefined)
    throw new UserError(
      'There is nothing to compose: the file of FACET_CONFIG has no "gateway:" that names subgraphs (docs/supergraph.md).',
    );
  return gateway;
}

/** The ready supergraph, as if it had been composed now. */
async function readReady(
  gateway: GatewayConfig,
  { sdl: own }: SupergraphOptions,
  signal: AbortSignal,
): Promise<Composed> {
  if (own !== undefined)
    throw new UserError('"gateway.supergraph" names a ready one, so there is nothing to compose --sdl with.');
  const { supergraph: sdl = '' } = await readSources(gateway, signal);
  const { readSupergraph } = await import('../../supergraph/readSupergraph.js');
  const subgraphs = readSupergraph(sdl).graphs.map(({ name }) => name);
  return { sdl, subgraphs, losses: [], notes: [], mayLose: false };
}

async function compose(
  gateway: GatewayConfig,
  local: SubgraphSource | undefined,
  { allowLosses = false }: SupergraphOptions,
  signal: AbortSignal,
): Promise<Composed> {
  const { subgraphs: others } = await readSources(gateway, signal);
  const { composeSubgraphs } = await import('../../composition/compose.js');
  const subgraphs = local === undefined ? others : [local, ...others];
  return {
    ...composeSubgraphs(subgraphs),
    subgraphs: subgraphs.map(({ name }) => name),
    mayLose: allowLosses || gateway.allowLosses,
  };
}

/** Tells the faults of subgraphs one to a line, where there are several, and ends the command with 1. */
async function tellingFaults(work: () => Promise<void> | void): Promise<void> {
  try {
    await work();
  } catch (error) {
    const { NotComposable } = await import('../../composition/NotComposable.js');
    if (!(error instanceof NotComposable) || error.faults.length < 2) throw error;
    say(`facet: ${printable(error.begin)}:`);
    for (const fault of error.faults) say(`  - ${printable(fault)}`);
    process.exitCode = error.exitCode;
  }
}

/** Runs without a database: nothing of the local subgraph comes from there. */
async function runApart(work: (signal: AbortSignal, config: Config) => Promise<void>): Promise<void> {
  const { signal, dispose } = onInterrupt();
  try {
    const { readConfig } = await import('../../config.js');
    await work(signal, readConfig(process.env));
  } catch (error) {
    reportFailure(signal.aborted ? signal.reason : error);
  } finally {
    dispose();
  }
}

/**
 * Composes the local subgraph with those of the config, and hands over what came of it. The database is opened only where the
 * local SDL comes from there. A failure is reported in a sentence, as `runCommand` does.
 */
export async function runSupergraph(
  name: string,
  options: SupergraphOptions,
  work: (composed: Composed, signal: AbortSignal) => Promise<void> | void,
): Promise<void> {
  await runApart(async (apartSignal, config) => {
    const gateway = gatewayOf(config);
    if (gateway.supergraph !== undefined) return work(await readReady(gateway, options, apartSignal), apartSignal);
    const { local } = gateway;
    if (local === false || options.sdl !== undefined) {
      if (local === false && options.sdl !== undefined)
        throw new UserError('"gateway.local" is false, so there is no local subgraph for --sdl to be of.');
      const own = local === false ? undefined : await readLocalFile(config, local, options, apartSignal);
      return tellingFaults(async () => work(await compose(gateway, own, options, apartSignal), apartSignal));
    }
    await runCommand({ name }, async (scope) => {
      const own = await readLocal(scope, local, options);
      return tellingFaults(async () => work(await compose(gateway, own, options, scope.signal), scope.signal));
    });
  });
}
