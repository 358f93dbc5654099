import { measuredMetric } from '../measures/measuredMetric.js';

const pages = { source: 'pages', window: '30d' } as const;
const behaviour = { category: 'Activity' } as const;

/** What a customer looked at in the last 30 days: pages are addresses without their parameters. */
export const preferredPages = [
  measuredMetric(
    {
      ...behaviour,
      name: 'distinct_pages_30d',
      label: 'Different pages in 30 days',
      alias: 'DISTINCT_PAGES_30D',
      description: 'Different pages viewed in the 30 days that end with the day.',
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
        'The page viewed most often in the 30 days that end with the day; of equals the first in the alphabet.',
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
        'The category of most page views in the 30 days that end with the day; of equals the first in the alphabet.',
    },
    { ...pages, kind: 'most_frequent', column: 'category' },
  ),
];
