import { sql, type SQL } from 'drizzle-orm';
import { list, literal } from '../../../db/sql.js';
import { resolvedRows } from '../../activity/resolvedRows.js';
import type { MeasuredAttribute } from '../../measures/measured.js';
import { measureName } from '../../measures/measureName.js';
import { inWindows } from '../../measures/window.js';
import type { MeasuredSource } from './MeasuredSource.js';

/** Windows by the names of the measures that they are of. */
function windowsOf(attributes: readonly MeasuredAttribute[]): ReadonlyMap<string, readonly (string | undefined)[]> {
  const windows = new Map<string, (string | undefined)[]>();
  for (const { measured } of attributes) {
    const name = measureName(measured);
    windows.set(name, [...(windows.get(name) ?? []), measured.window]);
  }
  return windows;
}

/** Which rows `r` of the roll-up attributes need as of `days.as_of`: each measure as far back as its longest window reaches. */
function wantedRows(attributes: readonly MeasuredAttribute[]): SQL {
  const alike = new Map<string, { readonly names: string[]; readonly windows: readonly (string | undefined)[] }>();
  for (const [name, windows] of windowsOf(attributes)) {
    const key = [...new Set(windows.map((window) => window ?? 'ever'))].toSorted().join(' ');
    const { names } = alike.get(key) ?? { names: [] };
    alike.set(key, { names: [...names, name], windows });
  }
  const conditions = [...alike.values()].map(({ names, windows }) => {
    const isMeasure = sql`r.measure in (${list(names.map(literal))})`;
    const within = inWindows(windows, sql`r.day`, sql`days.as_of`);
    return within === undefined ? isMeasure : sql`(${isMeasure} and ${within})`;
  });
  return sql`(${sql.join(conditions, sql` or `)})`;
}

/** Events, from what the roll-up keeps of them; columns are checked where it is made (`eventMeasures`). */
export const activitySource: MeasuredSource = {
  words: 'Activity',
  rows: (attributes, context) => resolvedRows('activity_measures', context, { condition: wantedRows(attributes) }),
  check: () => {},
};
