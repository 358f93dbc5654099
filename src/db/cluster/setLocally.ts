import type { Sql } from '../client.js';
import { isDistributed } from '../isDistributed.js';
import { settingTexts } from './settingTexts.js';

/**
 * Makes settings for the rest of a transaction, on the workers of a distributed database too: those do not hear of what `set_config`
 * does. Throws a `TypeError` for a name that no setting has.
 */
export async function setLocally(transaction: Sql, settings: Readonly<Record<string, string>>): Promise<void> {
  const handedOn = (await isDistributed(transaction)) ? { 'citus.propagate_set_commands': 'local' } : {};
  await transaction.unsafe(settingTexts({ ...handedOn, ...settings }).join('; '));
}
