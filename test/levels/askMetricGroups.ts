import { expect } from '@jest/globals';
import type { openGraph } from '../support/graph.js';

type Graph = Awaited<ReturnType<typeof openGraph>>;

/** The arguments of `metricsAggregate`. */
export interface MetricGroupsAsked {
  readonly level: string;
  readonly names: readonly string[];
  readonly [argument: string]: unknown;
}

interface Node {
  readonly keys: readonly { readonly name: string; readonly grain: string | null; readonly value: string | null }[];
  readonly values: readonly {
    readonly name: string;
    readonly value: string | null;
    readonly reason: string | null;
    readonly count: number;
  }[];
}

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: Readonly<Record<'hasNextPage' | 'hasPreviousPage', boolean>> &
    Readonly<Record<'startCursor' | 'endCursor', string | null>>;
  readonly totalCount?: number;
  readonly total?: Node;
}

const group = 'keys { name grain value } values { name value reason count }';
/** A page of groups. */
export const pageOfGroups = `edges { cursor node { ${group} } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }`;
/** The total of all groups. */
export const totalOfGroups = `total { ${group} }`;

const source = (selected: string): string => `query ($level: AggregationLevel!, $app: String, $names: [String!]!,
  $filter: MetricEntityFilter, $values: [MetricCondition!], $effectiveDates: [Date!], $from: Date, $to: Date,
  $lastFullMonth: Boolean, $groupBy: [MetricGrouping!], $grain: FacetTimeGrain, $having: [MetricCondition!],
  $orderBy: [MetricGroupOrder!], $first: Int, $after: String, $last: Int, $before: String) {
  metricsAggregate(level: $level, app: $app, names: $names, filter: $filter, values: $values,
    effectiveDates: $effectiveDates, from: $from, to: $to, lastFullMonth: $lastFullMonth, groupBy: $groupBy, grain: $grain,
    having: $having, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) { ${selected} } }`;

/** A group as the values of its keys, then those of its metrics, or the reasons why there are none. */
export const toLine = ({ keys, values }: Node): (string | null)[] => [
  ...keys.map(({ value }) => value),
  ...values.map(({ value, reason }) => value ?? reason),
];

/** The answer as it comes. */
export async function answerOfGroups(graph: Graph, asked: MetricGroupsAsked, selected = pageOfGroups) {
  const answer = await graph.ask(source(selected), asked);
  return { ...answer, page: (answer.data?.['metricsAggregate'] ?? null) as Page | null };
}

/** A page of groups as lines; errors fail the test. */
export async function askMetricGroups(graph: Graph, asked: MetricGroupsAsked) {
  const { errors, page } = await answerOfGroups(graph, asked);
  expect(errors).toEqual([]);
  return (page?.edges ?? []).map(({ node }) => toLine(node));
}

/** The total as a line. */
export async function askTotal(graph: Graph, asked: MetricGroupsAsked) {
  const { errors, page } = await answerOfGroups(graph, asked, totalOfGroups);
  expect(errors).toEqual([]);
  return page?.total === undefined ? null : toLine(page.total);
}
