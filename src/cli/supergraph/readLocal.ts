import type { SubgraphSource } from '../../composition/Composition.js';
import type { Config } from '../../config.js';
import { UserError } from '../../lib/errors/UserError.js';
import type { CommandScope } from '../run.js';
import { liveSdl } from '../steps/liveSdl.js';
import { readPlace } from './readPlace.js';
import type { SupergraphOptions } from './SupergraphOptions.js';

/** Where a router finds the server: as `--url` says, else as it is started with this config. Throws a `UserError` for what is no address. */
async function urlOf({ host, port }: Config, { url }: SupergraphOptions): Promise<string> {
  if (url === undefined)
    return `http://${['127.0.0.1', '::1', '0.0.0.0', '::'].includes(host) ? 'localhost' : host}:${port}/graphql`;
  const { urlKey } = await import('../../config/gateway/urlKey.js');
  const fault = urlKey.safeParse(url).error?.issues[0]?.message;
  if (fault !== undefined) throw new UserError(`--url ${fault}.`);
  return url;
}

/** The local subgraph as a file says. Throws a `UserError` where that cannot be read. */
export async function readLocalFile(
  config: Config,
  name: string,
  options: SupergraphOptions,
  signal: AbortSignal,
): Promise<SubgraphSource> {
  return { name, url: await urlOf(config, options), sdl: await readPlace(options.sdl ?? '', signal) };
}

/** The local subgraph as the server would serve it now, with the fields of the catalogue and the directives of the config. */
export async function readLocal(
  scope: CommandScope,
  name: string,
  options: SupergraphOptions,
): Promise<SubgraphSource> {
  return { name, url: await urlOf(scope.config, options), sdl: await liveSdl(scope) };
}
