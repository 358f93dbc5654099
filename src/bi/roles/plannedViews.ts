import { readCatalogue } from '../../catalogue/readCatalogue.js';
import type { Role } from '../../config/access/Role.js';
import type { Sql } from '../../db/client.js';
import { readBiRole } from '../biRole.js';
import { viewStatement } from '../replaceView.js';
import { readSlots } from '../readSlots.js';
import { roleViews } from './roleViews.js';

/** The statements that would make the schema and the views of a role; nothing is written. */
export async function plannedViews(client: Sql, role: Role): Promise<readonly string[]> {
  const { quotedSchema } = await readBiRole(client, role.name);
  const sources = { catalogue: await readCatalogue(client), slots: await readSlots(client) };
  const views = roleViews(role, sources).map((view) => viewStatement(`${quotedSchema}.${view.name}`, view));
  return [`create schema if not exists ${quotedSchema}`, ...views];
}
