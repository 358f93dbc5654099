import type { Scope } from '../../../context.js';
import type { Groups } from '../../../population/groups/groups.js';
import {
  groupCountStatement,
  type GroupPageStatement,
  type GroupRow,
} from '../../../population/groups/groupStatements.js';

/** The groups of a page in its order, and one more; [] beyond the end. */
export const findGroupPage = ({ db }: Scope, { statement }: GroupPageStatement): Promise<GroupRow[]> =>
  db.query<GroupRow>(statement);

/** How many groups there are. */
export async function countGroups({ db }: Scope, groups: Groups): Promise<number> {
  const [row] = await db.query<{ count: number }>(groupCountStatement(groups));
  return row?.count ?? 0;
}
