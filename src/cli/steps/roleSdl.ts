import { printSchema } from 'graphql';
import { UserError } from '../../lib/errors/UserError.js';
import { shortened } from '../../lib/text/shortened.js';
import { didYouMean } from '../../lib/text/nearNames.js';
import { dayIn } from '../../lib/time/days.js';
import type { CommandScope } from '../run.js';

/**
 * The SDL of local subgraphs as viewers of a role see it who have shown a key. Throws a `UserError` for a role that the config file
 * does not have, and for unknown subgraphs.
 * @param names of subgraphs, with commas between; all of them unless told
 */
export async function roleSdl(
  { client, config, now }: Pick<CommandScope, 'client' | 'config' | 'now'>,
  { names, role: wanted }: { readonly names?: string | undefined; readonly role: string },
): Promise<string> {
  const { roles } = config.access;
  const role = roles.get(wanted);
  if (role === undefined)
    throw new UserError(
      `There is no role "${shortened(wanted)}", only ${[...roles.keys()].join(', ')}.${didYouMean(wanted, roles.keys())}`,
      'BAD_USER_INPUT',
    );
  const { readCatalogue } = await import('../../catalogue/readCatalogue.js');
  const { buildSchema } = await import('../../federation/buildSchema.js');
  const { servedSubgraphs } = await import('../../federation/servedSubgraphs.js');
  const { roleSchemaOf } = await import('../../roleSchema/roleSchemaOf.js');
  const { subgraphs } = await import('../../subgraphs/index.js');
  const [catalogue, today] = [await readCatalogue(client), dayIn(config.timeZone, now)];
  const settings = { ...config.limits, ...config.subgraph };
  const schema = buildSchema(servedSubgraphs(subgraphs, names), catalogue, today, settings);
  return printSchema(roleSchemaOf(schema, { role, isAuthenticated: true }));
}
