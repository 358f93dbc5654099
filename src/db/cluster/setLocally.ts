import type { Sql } from '../client.js';
import { isDistributed } from '../isDistributed.js';
import { compile, literal } from '../sql.js';

const settingName = /^[a-z_]+(\.[a-z_]+)?$/;

/**
 * Makes settings for the rest of a transaction, on the workers of a distributed database too: those do not hear of what `set_config`
 * does. Throws a `TypeError` for a name that no setting has.
 */
export async function setLocally(transaction: Sql, settings: Readonly<Record<string, string>>): Promise<void> {
  const handedOn = (await isDistributed(transaction)) ? { 'citus.propagate_set_commands': 'local' } : {};
  const texts = Object.entries({ ...handedOn, ...settings }).map(([name, value]) => {
    if (!settingName.test(name)) throw new TypeError(`"${name}" is no name of a setting`);
    return `set local ${name} = ${compile(literal(value)).text}`;
  });
  await transaction.unsafe(texts.join('; '));
}
