import { sql, type SQL } from 'drizzle-orm';
import { seesSmallGroups } from '../../access/leastGroup.js';
import { list } from '../../db/sql.js';
import { UserError } from '../../lib/errors/UserError.js';
import type { Scope } from '../../scope.js';
import type { GroupCustomers, LeastGroup } from './groups.js';

/** The column of how many customers a group has. */
export const groupSize = sql`"_customers"`;

/**
 * Which groups the viewer is told of; undefined where it is all. Throws a `UserError` (`GROUP_TOO_SMALL`) for several keys: what one of
 * them leaves out could be worked out of what another tells.
 */
export function leastGroup(
  { viewer }: Pick<Scope, 'viewer'>,
  keys: number,
  customers: GroupCustomers,
): LeastGroup | undefined {
  if (seesSmallGroups(viewer)) return undefined;
  const { name, leastGroup: size } = viewer.role;
  if (keys > 1)
    throw new UserError(
      `"groupBy" has ${keys} keys: the role "${name}", which is not told of groups of fewer than ${size} customers, groups by one.`,
      'GROUP_TOO_SMALL',
    );
  return { ...customers, size };
}

/**
 * Of groups those that are told. Too small ones are left out, and with them, in the order of the keys, so many others that all that are
 * left out have twice the least number together: who takes what is told from a total learns of nobody, and not how large which
 * of them is. With too few others nothing is told.
 * @param groups a query with the column `groupSize`
 */
export function toldGroups(groups: SQL, { size, areParted }: LeastGroup, keys: readonly SQL[]): SQL {
  const least = sql.raw(String(size));
  const order = keys.length === 0 ? sql`` : sql`order by ${list(keys)}`;
  const isSmall = sql`${groupSize} < ${least}`;
  // Where customers may be in several groups, all small ones may be of the same few.
  const ofSmall = areParted ? sql`sum(${groupSize}) filter (where ${isSmall}) over ()` : sql`0`;
  const largeBefore = sql`coalesce(sum(${groupSize}) filter (where ${groupSize} >= ${least})
    over (${order} rows between unbounded preceding and 1 preceding), 0)`;
  return sql`select * from (
      select s.*, bool_or(${isSmall}) over () as "_any", ${ofSmall} as "_small", ${largeBefore} as "_before" from (${groups}) s
    ) s where ${groupSize} >= ${least} and (not "_any" or "_small" + "_before" >= 2 * ${least})`;
}
