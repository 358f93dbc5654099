import type { Config } from '../../config.js';
import type { Sql } from '../../db/client.js';

/** Narrows the tables for viewers who do not see all rows, where there are or were such. Throws where an administrator is needed. */
export async function completeRowRights(client: Sql, config: Config): Promise<void> {
  const { narrowsRows } = await import('../../access/viewerRights.js');
  const { applyRowRights, hasRowRights } = await import('../../db/rowRights/applyRowRights.js');
  const { requireComplete } = await import('../../db/rowRights/createRowRights.js');
  const isNeeded = await narrowsRows(config, client);
  if (!isNeeded && !(await hasRowRights(client))) return;
  const missing = await applyRowRights(client);
  if (isNeeded) requireComplete(missing);
}
