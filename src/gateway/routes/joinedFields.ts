/** How a subgraph of others does, as operators see it; counts are since the server began. */
export interface SubgraphHealth {
  readonly name: string;
  /** `unknown` while its schema could not be read, so that nothing of it is served. */
  readonly state: 'closed' | 'open' | 'half-open' | 'unknown';
  /** When the state began. */
  readonly since: Date | undefined;
  readonly counts: Readonly<Record<string, number>> | undefined;
}

/** How the subgraphs that are joined do; none of it makes a server unready, for its own answers do not depend on it. */
export interface JoinedHealth {
  readonly subgraphs: readonly SubgraphHealth[];
  /** Whether an older supergraph is in force than the newest schemas would make, because they do not fit together. */
  readonly isBehind: boolean;
}

/** The health of joined subgraphs as it is answered. */
export const joinedFields = ({ subgraphs, isBehind }: JoinedHealth) => ({
  supergraph: isBehind ? 'behind' : 'current',
  subgraphs: subgraphs.map(({ name, state, since, counts }) => ({ name, state, since: since ?? 'never', ...counts })),
});
