import { once } from '../../lib/async/once.js';
import type { Page, PagedList } from '../../lib/relay/page.js';
import type { Scope } from '../../scope.js';
import {
  askedAs,
  toAggregate,
  type AggregateConnectionRow,
  type AggregateRow,
  type SelectedMeasure,
} from './aggregates.js';
import type { AskedGroups, AskedMeasure } from './askedGroups.js';
import { leastGroup } from './leastGroups.js';
import { compileGroups, measureNamed, type GroupNames } from './compileGroups.js';
import type { GroupCustomers, GroupGuard, Groups } from './groups.js';
import { countGroups, findGroupsPage, noPage } from './groupsPage.js';

/** A checked question for a page of groups. */
export interface AskedAggregates {
  readonly list: PagedList;
  readonly page: Page;
  readonly groups: AskedGroups;
  readonly selected: readonly SelectedMeasure[];
  /** Whether anything of the page is asked, and not `totalCount` alone. */
  readonly isPageAsked: boolean;
}

/** What a question for groups is answered of. */
export interface AggregatedRows {
  readonly rows: Groups['rows'];
  readonly names: GroupNames;
  readonly customers: GroupCustomers;
  /** The day that attributes are read on, which cursors keep; null where none is read. */
  readonly day: string | null;
  /** What no group may be for some measures to be worked out. */
  readonly guardOf?: (measures: readonly AskedMeasure[]) => GroupGuard | undefined;
}

const measuresOf = ({ having, orderBy }: AskedGroups): AskedMeasure[] => [
  ...having,
  ...orderBy.flatMap(({ measure, ...value }) => (measure == null ? [] : [{ ...value, measure }])),
];

/**
 * A page of groups with the measures that are asked for, of those that the viewer is told of, by one statement. Throws a `UserError`
 * for an unknown name, a measure of another kind, what a guard refuses, or `GROUP_TOO_SMALL` as `leastGroup` does.
 */
export async function findAggregatePage(
  scope: Scope,
  { list, page, groups, selected, isPageAsked }: AskedAggregates,
  { rows, names, customers, day, guardOf }: AggregatedRows,
): Promise<AggregateConnectionRow> {
  const { keys, having, order } = compileGroups(groups, names);
  const least = leastGroup(scope, keys.length, customers);
  const grouped = (measures: readonly AskedMeasure[]): Groups => ({
    rows,
    keys,
    having,
    guard: guardOf?.(measures),
    least,
  });
  const measures = selected.map((one) => [askedAs(one), measureNamed(names, one, one.path)] as const);
  const groupKeys = keys.map((operand, n) => ({ operand, grain: groups.groupBy[n]?.grain ?? null }));
  const shown = grouped([...selected, ...measuresOf(groups)]);
  const read = { list, page, groups: shown, measures: measures.map(([, operand]) => operand), order, day };
  const connection = isPageAsked
    ? await findGroupsPage(scope, read, (textOf) => toAggregate(groupKeys, measures, textOf))
    : noPage<AggregateRow>(read);
  return { ...connection, count: once(() => countGroups(scope, grouped(groups.having))) };
}
