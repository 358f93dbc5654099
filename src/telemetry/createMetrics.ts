import { Registry } from 'prom-client';
import { packageVersion } from '../lib/process/packageRoot.js';
import { within } from '../lib/async/within.js';
import { addLoadMeters, type LoadFacts } from './meters/addLoadMeters.js';
import { addReplicaMeter } from './meters/addReplicaMeter.js';
import { addServerMeters, type ServerState } from './meters/addServerMeters.js';
import { RequestMeter } from './meters/RequestMeter.js';
import { StatementMeter } from './meters/StatementMeter.js';
import { SubgraphMeter, type MeteredSubgraphs } from './meters/SubgraphMeter.js';

/** What metrics are read from when somebody asks for them; what is not there yet has no values. */
export interface MetricsSources {
  server?: () => ServerState;
  /** Undefined while the database does not answer. */
  loads?: () => Promise<LoadFacts | undefined>;
  /** What `/health/ready` tells; of it, how far a read replica is behind. It may reject. */
  readiness?: () => Promise<{ readonly ready: boolean; readonly replicaLagSeconds?: number | null }>;
  /** Left out where no subgraphs are joined. */
  joined?: (() => MeteredSubgraphs) | undefined;
}

/** The metrics of one process: what is told of each request, and what is read when they are asked for. */
export interface Metrics {
  readonly registry: Registry;
  readonly requests: RequestMeter;
  readonly statements: StatementMeter;
  readonly subgraphs: SubgraphMeter;
  /** Has values be read from where they are; what is told later is added. */
  readonly follow: (sources: MetricsSources) => void;
}

/** Milliseconds that readiness is waited for. */
const patience = 2000;

/** Makes the metrics of a process, with none of anybody else's; `operations` is how many names of operations they tell apart. */
export function createMetrics({ operations }: { readonly operations: number }): Metrics {
  const registry = new Registry();
  const sources: MetricsSources = {};
  addServerMeters(registry, packageVersion, () => sources.server?.());
  addLoadMeters(registry, async () => sources.loads?.());
  addReplicaMeter(registry, async () => {
    const found = sources.readiness && within(sources.readiness(), patience).catch(() => undefined);
    return (await found)?.replicaLagSeconds;
  });
  return {
    registry,
    follow: (given) => void Object.assign(sources, given),
    requests: new RequestMeter(registry, operations),
    statements: new StatementMeter(registry),
    subgraphs: new SubgraphMeter(registry, () => sources.joined?.()),
  };
}
