import { sql } from 'drizzle-orm';
import { resolvedRows } from '../activity/resolvedRows.js';
import { separator } from '../activity/separator.js';
import type { AttributeFamily, BaseAttribute } from '../definitions/definition.js';
import { attributeColumns } from '../definitions/familyRows.js';

const activity = { category: 'Activity', piiClass: 'NONE' } as const;

const attributes: readonly BaseAttribute[] = [
  {
    ...activity,
    name: 'distinct_pages_30d',
    label: 'Different pages in 30 days',
    alias: 'DISTINCT_PAGES_30D',
    dataType: 'integer',
    unit: 'count',
    absent: '0',
    direction: 'HIGHER_IS_BETTER',
    description: 'Different pages viewed in the 30 days that end with the day.',
    sql: 'count(distinct p.page collate "C")',
  },
  {
    ...activity,
    name: 'most_visited_page',
    alias: 'MOST_VISITED_PAGE',
    // A path may hold what only this customer sees.
    piiClass: 'DEMOGRAPHIC',
    dataType: 'text',
    description: 'The page viewed most often in the 30 days that end with the day; of equals the first in order.',
    sql: 'mode() within group (order by p.page collate "C")',
  },
  {
    ...activity,
    name: 'most_viewed_category',
    alias: 'MOST_VIEWED_CATEGORY',
    dataType: 'text',
    description:
      'The category, the first part of the path, of most page views in the 30 days that end with the day; of equals the first in order.',
    sql: 'mode() within group (order by facet.page_category(p.page) collate "C")',
  },
];

const condition = sql`r.day > days.as_of - 30 and r.pages is not null`;

/** Pages viewed. Rows: `p` is one page view of the last 30 days; `page` is the path of its address. */
export const preferredPages: AttributeFamily = {
  name: 'pages',
  source: 'Pages viewed',
  attributes,
  windows: [30],
  visitColumns: () => ['pages'],
  rows: (wanted, context) => sql`
    select p.customer as customer_id, p.as_of as day, ${attributeColumns(wanted)}
    from (
      select v.customer, v.as_of, unnest(string_to_array(v.pages, ${separator})) as page
      from (
        ${resolvedRows('activity_visits', context, { columns: ['pages'], condition })}
      ) as v
    ) as p
    group by p.customer, p.as_of`,
};
