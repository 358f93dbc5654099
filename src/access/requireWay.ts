import type { Config } from '../config.js';
import { isLoopback } from '../config/environmentKeys.js';
import type { Sql } from '../db/client.js';
import { UserError } from '../lib/errors/UserError.js';
import { countValidKeys } from './keys/listKeys.js';

/** Whether a request must show who asks: always, but on a demo that only this machine can reach. */
export const needsKey = ({ databaseUrl, host }: Pick<Config, 'databaseUrl' | 'host'>): boolean =>
  databaseUrl !== undefined || !isLoopback(host);

/** Throws a `UserError` of code `KEY_NEEDED` where requests must show who asks, and nobody could: there is no key, and no token is taken. */
export async function requireWay(client: Sql, config: Config): Promise<void> {
  const { roles, tokens } = config.access;
  if (!needsKey(config) || tokens.length > 0) return;
  if ((await countValidKeys(client, { now: new Date(), roles })) > 0) return;
  const reason = config.databaseUrl === undefined ? `HOST is ${config.host}` : 'DATABASE_URL is set';
  throw new UserError(
    `${reason}, so every request must show an API key or a token, and there is no valid key yet: run "facet keys create NAME --role ROLE" first ` +
      '(the role "full" sees everything), or name who issues tokens in access.tokens.',
    'KEY_NEEDED',
  );
}

/** Throws a `UserError` of code `KEY_NEEDED` where every web page could read what is served without a key. */
export function refuseOpenPages(config: Config): void {
  if (needsKey(config) || !config.cors.origins.includes('*')) return;
  throw new UserError(
    'cors.origins has "*", and no key is asked for here: every web page that is open on this machine could read the data. ' +
      'Name the origins, such as http://localhost:3000.',
    'KEY_NEEDED',
  );
}
