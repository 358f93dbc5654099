import type { GatewayConfig, RemoteConfig } from './GatewayConfig.js';

/** How a subgraph of the supergraph is called, and where if the config says so. */
export function remoteSettings(
  { subgraphs, overrides, defaults }: GatewayConfig,
  graph: string,
): RemoteConfig & { readonly url: string | undefined } {
  const own = subgraphs.find(({ name }) => name === graph);
  return own ?? (Object.hasOwn(overrides, graph) ? overrides[graph] : undefined) ?? { ...defaults, url: undefined };
}
