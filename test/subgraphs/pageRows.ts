import { toConnection, toPage } from '../../src/lib/relay/page.js';
import type { NamesByType } from '../contract/rules/sourceFaults.js';

const list = { name: 'rows', question: '' };
const page = toConnection(list, toPage(list, {}), ['a'], (key) => [key]);

/** The keys of the rows that stand behind the pages of lists of some types, from the function that makes them. */
export const pageRows = (...types: readonly string[]): NamesByType => ({
  PageInfo: { ...page.pageInfo },
  ...Object.fromEntries(
    types.flatMap((type) => [
      [`${type}Connection`, { ...page }],
      [`${type}Edge`, { ...page.edges[0] }],
    ]),
  ),
});
