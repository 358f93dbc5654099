import type { FoundPlacement } from './found.js';
import { firstOfGroup, placementName, placementOf } from './placements.js';

const nameOf = ({ kind, by }: FoundPlacement): string => (kind === 'distributed' ? `distributed by ${by}` : kind);

/** Where a table lies, in the words of commands. */
export function foundName(table: string, found: FoundPlacement, first: FoundPlacement | undefined): string {
  const isApart =
    found.kind === 'distributed' &&
    table !== firstOfGroup &&
    placementOf(table).kind === 'distributed' &&
    found.group !== first?.group;
  return isApart ? `${nameOf(found)}, apart from ${firstOfGroup}` : nameOf(found);
}

/**
 * Tables that are in shards otherwise than they are to be, each in words: what Citus has placed it does not place anew by itself. A
 * table that is to stay on the coordinator may be a reference table as well.
 */
export function misplaced(found: ReadonlyMap<string, FoundPlacement>): readonly string[] {
  const first = found.get(firstOfGroup);
  return [...found].flatMap(([table, one]) => {
    if (one.kind === 'local') return [];
    const placement = placementOf(table);
    if (placement.kind === 'local' && one.kind === 'reference') return [];
    const [wanted, is] = [placementName(placement), foundName(table, one, first)];
    return wanted === is ? [] : [`${table} is ${is} and not ${wanted}`];
  });
}
