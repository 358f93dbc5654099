import { readFileSync } from 'node:fs';
import type { GatewayConfig, RemoteConfig } from '../config.js';
import { remoteSettings } from '../config/gateway/remoteSettings.js';
import { UserError } from '../lib/errors/UserError.js';
import { createRemote, type OnCall } from '../remote/createRemote.js';
import type { Remote } from '../remote/Remote.js';
import type { RemoteSettings, RemoteToken } from '../remote/RemoteSettings.js';
import type { SupergraphGraph } from '../supergraph/Supergraph.js';

type Log = Parameters<typeof createRemote>[1]['log'];

/** The remote subgraphs of the supergraphs that are in force one after the other. */
export interface Remotes {
  readonly all: readonly Remote[];
  /** Those of a supergraph; one that was there before is the same, with its connections and its breaker. Throws a `UserError` where one cannot be called. */
  for(graphs: readonly SupergraphGraph[]): ReadonlyMap<string, Remote>;
  /** Ends those that are not of these any more. */
  keep(remotes: ReadonlyMap<string, Remote>): void;
  end(): void;
}

function readPem(path: string, subgraph: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? 'unknown';
    throw new UserError(`The file ${path} of the subgraph "${subgraph}" cannot be read: ${why}.`);
  }
}

function tokenOf({ token }: RemoteConfig, subgraph: string): RemoteToken | undefined {
  if (token === undefined) return undefined;
  const { sign, algorithm, audience, seconds } = token;
  const key = 'secret' in sign ? sign.secret : readPem(sign.key, subgraph);
  return { key, algorithm, audience, seconds };
}

/** The settings of a subgraph, with the files that they name read. */
function settingsOf(config: GatewayConfig, { name, url }: SupergraphGraph): RemoteSettings {
  const found = remoteSettings(config, name);
  const address = found.url ?? url;
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address))
    throw new UserError(
      `The subgraph "${name}" has no address: give it in the config, under gateway.overrides.${name}.url.`,
    );
  const tls = Object.fromEntries(
    Object.entries(found.tls).map(([key, path]) => [key, readPem(path as string, name)]),
  ) as RemoteSettings['tls'];
  return { ...found, name, url: address, tls, token: tokenOf(found, name) };
}

/** Makes remote subgraphs as the config says, when a supergraph first names them; `onCall` is told of their calls. */
export function createRemotes(config: GatewayConfig, log: Log, onCall?: OnCall): Remotes {
  const known = new Map<string, Remote>();
  const keyOf = ({ name, url }: SupergraphGraph): string => JSON.stringify([name, url]);
  return {
    get all() {
      return [...known.values()];
    },
    for(graphs) {
      return new Map(
        graphs.map((graph) => {
          const key = keyOf(graph);
          const remote = known.get(key) ?? createRemote(settingsOf(config, graph), { log, onCall });
          known.set(key, remote);
          return [graph.name, remote];
        }),
      );
    },
    keep(remotes) {
      const kept = new Set(remotes.values());
      for (const [key, remote] of known) {
        if (kept.has(remote)) continue;
        known.delete(key);
        remote.end();
      }
    },
    end() {
      for (const remote of known.values()) remote.end();
    },
  };
}
