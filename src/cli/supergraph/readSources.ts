import type { SourceTexts } from '../../composition/watchSources.js';
import type { GatewayConfig } from '../../config.js';
import { UserError } from '../../lib/errors/UserError.js';

const nothing = (): void => {};

/** What the config names, read once. Throws a `UserError` that names each source that cannot be read. */
export async function readSources(gateway: GatewayConfig, signal: AbortSignal): Promise<SourceTexts> {
  const { requireSecrets } = await import('../../config/gateway/requireSecrets.js');
  const { supergraph, subgraphs } = gateway;
  const asks = supergraph === undefined ? subgraphs.some(({ sdl }) => sdl.kind !== 'file') : supergraph.kind === 'url';
  if (asks) requireSecrets(gateway);
  const { watchSources } = await import('../../composition/watchSources.js');
  const watch = watchSources(gateway, { onChange: nothing, onFault: nothing, onMended: nothing });
  signal.addEventListener('abort', watch.stop);
  await watch.first;
  watch.stop();
  signal.throwIfAborted();
  const faults = watch.faults();
  if (faults.length === 0) return watch.texts();
  if (supergraph !== undefined) throw new UserError(`The supergraph is missing: ${faults[0]?.message}`);
  throw new UserError(
    `The SDL of ${faults.length === 1 ? 'a subgraph' : `${faults.length} subgraphs`} is missing: ` +
      faults.map(({ source, message }) => `"${source}": ${message}`).join(' '),
  );
}
