import { dayIn } from '../../lib/time/days.js';
import type { CommandScope } from '../run.js';

/**
 * The SDL of local subgraphs as a server would serve them now: with the fields of the catalogue and the directives of the config. Throws
 * a `UserError` for directives that cannot stand there, and for unknown names.
 * @param names of subgraphs, with commas between; all of them unless told
 * @param plain without the directives of federation
 */
export async function liveSdl(
  { client, config, now }: Pick<CommandScope, 'client' | 'config' | 'now'>,
  { names, plain }: { readonly names?: string | undefined; readonly plain?: boolean | undefined } = {},
): Promise<string> {
  const { readCatalogue } = await import('../../catalogue/readCatalogue.js');
  const { checkDirectives, localSdl } = await import('../../federation/buildSchema.js');
  const { servedSubgraphs } = await import('../../federation/servedSubgraphs.js');
  const { subgraphs } = await import('../../subgraphs/index.js');
  const [catalogue, today] = [await readCatalogue(client), dayIn(config.timeZone, now)];
  const { directives, costs } = config.subgraph;
  checkDirectives(subgraphs, catalogue, today, directives);
  return localSdl(servedSubgraphs(subgraphs, names), catalogue, today, { plain, directives, costs });
}
