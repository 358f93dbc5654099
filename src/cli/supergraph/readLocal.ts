import type { SubgraphSource } from '../../composition/Composition.js';
import type { Config } from '../../config.js';
import type { CommandScope } from '../run.js';
import { liveSdl } from '../steps/liveSdl.js';
import { readPlace } from './readPlace.js';
import type { SupergraphOptions } from './SupergraphOptions.js';

/** Where a router finds a server that is started with this config. */
const urlOf = ({ host, port }: Config): string =>
  `http://${['127.0.0.1', '::1', '0.0.0.0', '::'].includes(host) ? 'localhost' : host}:${port}/graphql`;

/** The local subgraph as a file says. Throws a `UserError` where that cannot be read. */
export async function readLocalFile(
  config: Config,
  name: string,
  { sdl: path = '', url }: SupergraphOptions,
  signal: AbortSignal,
): Promise<SubgraphSource> {
  return { name, url: url ?? urlOf(config), sdl: await readPlace(path, signal) };
}

/** The local subgraph as the server would serve it now, with the fields of the catalogue and the directives of the config. */
export async function readLocal(
  scope: CommandScope,
  name: string,
  { url }: SupergraphOptions,
): Promise<SubgraphSource> {
  return { name, url: url ?? urlOf(scope.config), sdl: await liveSdl(scope) };
}
