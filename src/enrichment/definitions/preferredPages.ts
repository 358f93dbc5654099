import { measuredMetric } from '../measures/measuredMetric.js';

const where = { is_page_view: { is: true } } as const;
const pages = { source: 'activity', where, window: '90d' } as const;
const behaviour = { category: 'Activity' } as const;

/** What a customer looked at in the last 90 days: pages are addresses without their parameters. */
export const preferredPages = [
  measuredMetric(
    {
      ...behaviour,
      name: 'pages_viewed_90d',
      label: 'Pages viewed in 90 days',
      alias: 'PAGES_VIEWED_90D',
      description: 'Page views in the 90 days that end with the day.',
      unit: 'count',
      direction: 'HIGHER_IS_BETTER',
    },
    { ...pages, kind: 'count' },
  ),
  measuredMetric(
    {
      ...behaviour,
      name: 'distinct_pages_90d',
      label: 'Different pages in 90 days',
      alias: 'DISTINCT_PAGES_90D',
      description: 'Different pages viewed in the 90 days that end with the day.',
      unit: 'count',
      direction: 'HIGHER_IS_BETTER',
    },
    { ...pages, kind: 'distinct', column: 'page' },
  ),
  measuredMetric(
    {
      ...behaviour,
      name: 'most_visited_page',
      label: 'Most visited page',
      alias: 'MOST_VISITED_PAGE',
      description:
        'The page viewed most often in the 90 days that end with the day; of equals the first in the alphabet.',
    },
    { ...pages, kind: 'most_frequent', column: 'page' },
  ),
  measuredMetric(
    {
      ...behaviour,
      name: 'most_viewed_category',
      label: 'Most viewed category',
      alias: 'MOST_VIEWED_CATEGORY',
      description:
        'The category of most page views in the 90 days that end with the day; of equals the first in the alphabet.',
    },
    { ...pages, kind: 'most_frequent', column: 'category' },
  ),
];
