import { sql, type SQL } from 'drizzle-orm';
import { seesSmallGroups } from '../../access/leastGroup.js';
import { list } from '../../db/sql.js';
import { UserError } from '../../lib/errors/UserError.js';
import type { Scope } from '../../scope.js';
import type { GroupCustomers, LeastGroup } from './groups.js';

const [size, mark] = [sql`"_customers"`, sql`"_mark"`];

/** What `toldGroups` has to know of each group: more columns of the query of groups. */
export const groupFacts = (of: LeastGroup): SQL => sql`${of.customers} as ${size}, ${of.mark} as ${mark}`;

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
  const { name, leastGroup: fewest } = viewer.role;
  if (keys > 1)
    throw new UserError(
      `"groupBy" has ${keys} keys: the role "${name}", which is not told of groups of fewer than ${fewest} customers, groups by one.`,
      'GROUP_TOO_SMALL',
    );
  return { ...customers, size: fewest };
}

/**
 * Of groups those that are told. Too small ones are left out, and with them so many others, chosen as nobody can foresee, that all that
 * are left out have twice the least number together: who takes what is told from a total learns of many, and not how large which
 * of them is. With too few others nothing is told.
 * @param groups a query with the columns of `groupFacts`
 */
export function toldGroups(groups: SQL, { size: fewest, areParted }: LeastGroup, keys: readonly SQL[]): SQL {
  const least = sql.raw(String(fewest));
  const order = sql`order by ${list([mark, ...keys])}`;
  const isSmall = sql`${size} < ${least}`;
  // Where customers may be in several groups, all small ones may be of the same few.
  const ofSmall = areParted ? sql`sum(${size}) filter (where ${isSmall}) over ()` : sql`0`;
  const largeBefore = sql`coalesce(sum(${size}) filter (where ${size} >= ${least})
    over (${order} rows between unbounded preceding and 1 preceding), 0)`;
  return sql`select * from (
      select s.*, bool_or(${isSmall}) over () as "_any", ${ofSmall} as "_small", ${largeBefore} as "_before" from (${groups}) s
    ) s where ${size} >= ${least} and (not "_any" or "_small" + "_before" >= 2 * ${least})`;
}
