import { sql, type SQL } from 'drizzle-orm';
import { fixed, list } from '../../db/sql.js';
import { writtenColumn } from '../../db/writtenJson.js';
import type { WritableField } from '../../lib/written/shape.js';
import { jsonFormOf } from './jsonForms.js';
import type { ProfileText } from './selection.js';

function textColumn({ shape, columns }: ProfileText): SQL {
  const fields = [...columns].map(([name, { dataType, expression }]): [string, WritableField<SQL>] => [
    name,
    { value: jsonFormOf(dataType).write(sql.raw(expression)) },
  ]);
  return writtenColumn(shape, { fields: Object.fromEntries(fields) });
}

/** SQL: whether all values have a form in JSON; undefined where they always have. */
function fitsText(texts: readonly ProfileText[]): SQL | undefined {
  const columns = new Map(texts.flatMap((text) => [...text.columns]).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  const conditions = [...columns.values()].flatMap(({ dataType, expression }) => {
    const { fits } = jsonFormOf(dataType);
    return fits === undefined ? [] : [fits(sql.raw(expression))];
  });
  return conditions.length === 0 ? undefined : sql`(${sql.join(conditions, sql` and `)})`;
}

// A cache of what texts tell alone: it goes with them, which are kept with the plan of an operation.
const known = new WeakMap<readonly ProfileText[], SQL>();

/** SQL: texts of a snapshot, and as `_fits` whether all their values have a form in JSON: where it is false, texts say nothing. */
export function textColumns(texts: readonly ProfileText[]): SQL {
  let columns = known.get(texts);
  if (columns === undefined) {
    const fits = fitsText(texts);
    columns = fixed(list([...texts.map(textColumn), ...(fits === undefined ? [] : [sql`${fits} as "_fits"`])]));
    known.set(texts, columns);
  }
  return columns;
}

/** Whether texts of a row say what its values are. */
export const fits = (row: Readonly<Record<string, unknown>>): boolean => row['_fits'] !== false;
