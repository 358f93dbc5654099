import { sql } from 'drizzle-orm';
import { resolvedRows } from '../../activity/resolved.js';
import { inWindows } from '../window.js';
import { rowSource } from './rowSource.js';
import type { Source } from './source.js';

/** Page views of visits: `page` is the path of the address, `category` its first part. */
export const pageSource: Source = rowSource({
  words: 'Pages viewed',
  columns: ['page', 'category'],
  rows: (context, metrics) => {
    const windows = metrics.map(({ measured }) => measured.window);
    const condition = inWindows(windows, sql`r.day`, sql`days.as_of`) ?? sql`true`;
    return sql`
      select viewed.*, facet.page_category(page) as category
      from (
        select v.customer, v.as_of, v.day, v.started_at as at, unnest(string_to_array(v.pages, E'\\x1f')) as page
        from (${resolvedRows('activity_visits', context, { condition })}) as v
        where v.pages is not null
      ) as viewed`;
  },
});
