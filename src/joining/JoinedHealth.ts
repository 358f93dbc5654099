import type { BreakerState } from '../remote/Remote.js';

/** How a subgraph of others does, as operators see it; counts are since the server began. */
export interface SubgraphHealth {
  readonly name: string;
  /** `unknown` while its schema could not be read, so that nothing of it is served. */
  readonly state: BreakerState | 'unknown';
  /** Since when it is closed, or has been open or on trial. */
  readonly since: Date | undefined;
  readonly counts: Readonly<Record<string, number>> | undefined;
}

/** How the subgraphs that are joined do; none of it makes a server unready, for its own answers do not depend on it. */
export interface JoinedHealth {
  readonly subgraphs: readonly SubgraphHealth[];
  /** Whether an older supergraph is in force than the newest schemas would make, because they do not fit together. */
  readonly isBehind: boolean;
}
