import { sql } from 'drizzle-orm';
import { UserError } from '../../../lib/errors/UserError.js';
import { shortened } from '../../../lib/text/shortened.js';
import type { AskedGrouping, AskedMeasure } from '../../../population/groups/askedGroups.js';
import type { GroupGuard } from '../../../population/groups/groups.js';
import type { GroupedOrders } from './grouped.js';
import { orderColumnOf } from './operands.js';

const refusal =
  (names: readonly string[]) =>
  (currencies: string): UserError =>
    new UserError(
      `A group would hold money of several currencies (${shortened(currencies)}), which is not converted: for ` +
        `${names.map((name) => `"${name}"`).join(', ')} group by CURRENCY, or filter by "currency".`,
      'MIXED_CURRENCIES',
    );

/**
 * Refuses groups that hold money of several currencies, where measures are of money; undefined where none is, or no group can. Rows
 * without an amount do not count; no currency beside others is one more, for it may be any.
 */
export function currencyGuard(
  grouped: GroupedOrders,
  groupBy: readonly AskedGrouping[],
  measures: readonly AskedMeasure[],
): GroupGuard | undefined {
  if (groupBy.some(({ column }) => column === 'CURRENCY')) return undefined;
  const names = new Set(measures.flatMap(({ column }) => (column == null ? [] : [orderColumnOf(grouped, column)])));
  const amounts = [...names].toSorted().flatMap((name) => {
    const value = grouped.values[name];
    return value?.isMoney === true ? [{ ...value, name }] : [];
  });
  if (amounts.length === 0) return undefined;
  const columns = amounts.map(({ column }) => `t."${column}"`).join(', ');
  const counted = amounts.some(({ required }) => required) ? '' : ` filter (where num_nonnulls(${columns}) > 0)`;
  const end = (which: 'min' | 'max'): string => `${which}(coalesce(t.currency, '') collate "C")${counted}`;
  return {
    sql: sql.raw(`case when ${end('min')} <> ${end('max')} then
      coalesce(nullif(${end('min')}, ''), 'none') || ' and ' || ${end('max')} end`),
    refusal: refusal(amounts.map(({ name }) => name)),
  };
}
