import type { AccessConfig } from '../config/access/accessKeys.js';
import type { Sql } from '../db/client.js';
import { createDoor, type Door } from '../db/door.js';
import type { DoorOptions } from '../db/doorTypes.js';
import { noteKept } from '../db/replica/noteKept.js';
import { createRowRights } from '../db/rowRights/createRowRights.js';
import type { RowRights } from '../db/rowRights/rights.js';
import { viewKey } from './viewKey.js';
import { seesAllRows, systemViewer, type Viewer } from './viewer.js';

/** Gives what a viewer's statements run under; undefined where it sees all rows. */
export type RightsOf = (viewer: Viewer) => Promise<RowRights | undefined>;

interface Configured {
  readonly access: AccessConfig;
}

/** Whether there are viewers who do not see all rows, by the roles of the config or by what keys were made with. */
export async function narrowsRows({ access }: Configured, client: Sql): Promise<boolean> {
  if ([...access.roles.values()].some((role) => !seesAllRows(role))) return true;
  const [keys] = await client<{ some: boolean }[]>`
    select exists (select 1 from facet.api_clients c, to_jsonb(c) as k
      where c.revoked_at is null and (k ->> 'apps' is not null or k ->> 'brands' is not null)) as some`;
  return keys?.some ?? false;
}

/**
 * Rights of viewers on a database. Those of one who does not see all rows throw a `UserError` (`ROW_RIGHTS_MISSING`) where the
 * database would not narrow it.
 * @param mayApply whether that is mended: the database is the server's own
 */
export function createRightsOf(client: Sql, mayApply: boolean): RightsOf {
  const { narrowedBy } = createRowRights(client, mayApply);
  return async (viewer) =>
    seesAllRows(viewer) ? undefined : { ...(await narrowedBy()), apps: viewer.apps, brands: viewer.brands };
}

/** Throws a `UserError` (`ROW_RIGHTS_MISSING`) where there are viewers whom the database would not narrow. */
export async function requireRowRights(config: Configured, client: Sql, rightsOf: RightsOf): Promise<void> {
  if (await narrowsRows(config, client)) await rightsOf({ ...systemViewer, apps: [] });
}

/** Opens a door of the server itself, for one statement as a viewer sees the rows. */
export type OpenDoor = (viewer: Viewer, options?: Pick<DoorOptions, 'onRow'>) => Door;

/** Opens doors on a client, each of them one asker of its own. */
export const doorsOf =
  (client: Sql, rightsOf: RightsOf): OpenDoor =>
  (viewer, options = {}) => ({
    query: async (statement) => createDoor(client, { ...options, rights: await rightsOf(viewer) }).query(statement),
  });

/** Doors like others, whose answers are kept: `onChange` is told where one differs from what it was before, before anybody has it. */
export function keptDoors(openDoor: OpenDoor, onChange: () => void): OpenDoor {
  const note = noteKept(onChange);
  return (viewer, options) => note(openDoor(viewer, options), viewKey(viewer));
}
