import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { cloneWithSlots } from '../../support/cloneWithSlots.js';
import { type TestDatabase } from '../../support/database.js';
import { createOwnTables, enrich, resultRows } from '../../support/enrich.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneWithSlots();
});
afterAll(() => database.drop());

const view = (time: string, page: string) => ({ key: 'A', time: `2026-${time}Z`, url: `https://shop.example${page}` });

test('pages and categories are those of the last 30 days, without parameters', async () => {
  await createOwnTables(
    database,
    [
      // 31 days before the end of 31 March: out.
      view('03-01T10:00:00', '/old/1'),
      view('03-01T10:01:00', '/old/1'),
      view('03-01T10:02:00', '/old/1'),
      view('03-02T00:00:00', '/shoes/b?utm_source=x'),
      view('03-15T10:00:00', '/shoes/a?size=1'),
      view('03-15T10:05:00', '/shoes/a#top'),
      view('03-31T10:00:00', '/shoes/b'),
      view('03-31T10:00:01', '/'),
      view('03-31T23:59:59', '/hats/c'),
    ],
    ['nobody'],
  );
  await enrich(database, { asOf: '2026-03-31' });
  const names = ['distinct_pages_30d', 'most_visited_page', 'most_viewed_category', 'page_views', 'page_views_30d'];
  expect(Object.fromEntries(await resultRows(database, names))).toEqual({
    // Of /shoes/a and /shoes/b, two views each, the first in order.
    A: {
      distinct_pages_30d: 4,
      most_visited_page: '/shoes/a',
      most_viewed_category: 'shoes',
      page_views: 9,
      page_views_30d: 6,
    },
    nobody: {
      distinct_pages_30d: 0,
      most_visited_page: null,
      most_viewed_category: null,
      page_views: 0,
      page_views_30d: 0,
    },
  });
});
