import { expect } from '@jest/globals';
import type { Graph } from './walk.js';

/** The arguments of `customersAggregate` but for paging. */
export interface GroupQuestion {
  readonly filter?: unknown;
  readonly search?: unknown;
  readonly asOf?: unknown;
  readonly groupBy?: unknown;
  readonly having?: unknown;
  readonly orderBy?: unknown;
}

interface Paging {
  readonly first?: number;
  readonly last?: number;
  readonly after?: string | null;
  readonly before?: string | null;
}

interface Node {
  readonly keys: readonly { readonly name: string; readonly grain: string | null; readonly value: string | null }[];
  readonly [measure: string]: unknown;
}

interface Connection {
  readonly totalCount?: number;
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: Readonly<Record<'hasNextPage' | 'hasPreviousPage', boolean>> &
    Readonly<Record<'startCursor' | 'endCursor', string | null>>;
}

const source = (
  measures: string,
  more: string,
): string => `query ($filter: CustomerFilter, $search: String, $asOf: Date,
  $groupBy: [CustomerGrouping!], $having: [CustomerHaving!], $orderBy: [CustomerGroupOrder!],
  $first: Int, $last: Int, $after: String, $before: String) {
  customersAggregate(filter: $filter, search: $search, asOf: $asOf, groupBy: $groupBy, having: $having, orderBy: $orderBy,
    first: $first, last: $last, after: $after, before: $before) {
    edges { cursor node { keys { name grain value } ${measures} } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } ${more} } }`;

/** One page of groups; each group as the values of its keys, then those of its measures as they were asked. */
export async function askGroups(
  graph: Graph,
  question: GroupQuestion,
  measures = 'count',
  paging: Paging = {},
  more = '',
) {
  const answer = await graph.ask(source(measures, more), { ...question, ...paging });
  const page = (answer.data?.['customersAggregate'] ?? null) as Connection | null;
  const nodes = page?.edges.map(({ node }) => node) ?? [];
  const groups = nodes.map(({ keys, ...values }) => [...keys.map(({ value }) => value), ...Object.values(values)]);
  return { ...answer, page, nodes, groups };
}

/** All groups page by page, from one end to the other, in the order of the list. */
export async function walkGroups(
  graph: Graph,
  question: GroupQuestion,
  measures: string,
  end: 'first' | 'last',
  size: (page: number) => number,
): Promise<unknown[][]> {
  const pages: unknown[][][] = [];
  let cursor: string | null = null;
  for (;;) {
    const paging: Paging =
      end === 'first' ? { first: size(pages.length), after: cursor } : { last: size(pages.length), before: cursor };
    const { page, groups, errors } = await askGroups(graph, question, measures, paging);
    expect(errors).toEqual([]);
    expect(pages.length).toBeLessThan(1000);
    pages.push(groups);
    const more = end === 'first' ? page?.pageInfo.hasNextPage : page?.pageInfo.hasPreviousPage;
    if (more !== true) return (end === 'first' ? pages : pages.toReversed()).flat();
    cursor = (end === 'first' ? page?.pageInfo.endCursor : page?.pageInfo.startCursor) ?? null;
  }
}
