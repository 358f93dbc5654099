import { expect } from '@jest/globals';
import type { openGraph } from '../support/graph.js';

export type Graph = Awaited<ReturnType<typeof openGraph>>;

/** The arguments of `customers` but for paging. */
export interface Question {
  readonly filter?: unknown;
  readonly search?: unknown;
  readonly orderBy?: unknown;
  readonly asOf?: unknown;
}

interface Paging {
  readonly first?: number;
  readonly last?: number;
  readonly after?: string | null;
  readonly before?: string | null;
}

interface Connection {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
  readonly pageInfo: Readonly<Record<'hasNextPage' | 'hasPreviousPage', boolean>> &
    Readonly<Record<'startCursor' | 'endCursor', string | null>>;
}

const source = `query ($filter: CustomerFilter, $search: String, $orderBy: [CustomerOrder!], $asOf: Date,
  $first: Int, $last: Int, $after: String, $before: String) {
  customers(filter: $filter, search: $search, orderBy: $orderBy, asOf: $asOf,
    first: $first, last: $last, after: $after, before: $before) {
    edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;

/** One page. */
export async function askPage(graph: Graph, question: Question, paging: Paging = {}) {
  const answer = await graph.ask(source, { ...question, ...paging });
  const page = (answer.data?.['customers'] ?? null) as Connection | null;
  return { ...answer, page, ids: page?.edges.map(({ node }) => node.id) ?? [] };
}

/** All entries page by page, from one end to the other, in the order of the list. */
export async function walk(
  graph: Graph,
  question: Question,
  end: 'first' | 'last',
  size: (page: number) => number,
): Promise<string[]> {
  const pages: string[][] = [];
  let cursor: string | null = null;
  for (;;) {
    const paging: Paging =
      end === 'first' ? { first: size(pages.length), after: cursor } : { last: size(pages.length), before: cursor };
    const { page, ids, errors } = await askPage(graph, question, paging);
    expect(errors).toEqual([]);
    expect(pages.length).toBeLessThan(1000);
    pages.push(ids);
    const more = end === 'first' ? page?.pageInfo.hasNextPage : page?.pageInfo.hasPreviousPage;
    if (more !== true) return (end === 'first' ? pages : pages.toReversed()).flat();
    cursor = (end === 'first' ? page?.pageInfo.endCursor : page?.pageInfo.startCursor) ?? null;
  }
}
