import { sql, type SQL } from 'drizzle-orm';
import { list, literal } from '../../../db/sql.js';
import { resolvedRows } from '../../activity/resolved.js';
import type { MeasuredMetric } from '../measured.js';
import { measureName } from '../measureName.js';
import { inWindows } from '../window.js';
import type { Source } from './source.js';

/** Windows by the names of the measures that they are of. */
function windowsOf(metrics: readonly MeasuredMetric[]): ReadonlyMap<string, readonly (string | undefined)[]> {
  const windows = new Map<string, (string | undefined)[]>();
  for (const { measured } of metrics) {
    const name = measureName(measured);
    windows.set(name, [...(windows.get(name) ?? []), measured.window]);
  }
  return windows;
}

/** Which rows `r` of the roll-up metrics need as of `days.as_of`: each measure as far back as its longest window reaches. */
function wantedRows(metrics: readonly MeasuredMetric[]): SQL {
  const alike = new Map<string, { readonly names: string[]; readonly windows: readonly (string | undefined)[] }>();
  for (const [name, windows] of windowsOf(metrics)) {
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
export const activitySource: Source = {
  words: 'Activity',
  rows: (metrics, context) => resolvedRows('activity_measures', context, { condition: wantedRows(metrics) }),
  check: () => {},
};
