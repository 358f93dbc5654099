import { require as load } from 'tsx/cjs/api';
import type * as Cluster from './cluster.js';

declare global {
  /** From globalSetup to globalTeardown, which run in one process. */
  var facetTestCluster: Cluster.TestCluster | undefined;
}

/** Starts the cluster of this run; the workers find it by the environment variable `FACET_TEST_CLUSTER`. */
// oxlint-disable-next-line import/no-default-export -- jest wants it
export default async function globalSetup(): Promise<void> {
  // Jest loads this file as CommonJS and without its own mapping of `.js` to `.ts`; tsx loads the rest as it is.
  const { startCluster } = load('./cluster.ts', import.meta.url) as typeof Cluster;
  globalThis.facetTestCluster = await startCluster();
  process.env['FACET_TEST_CLUSTER'] = JSON.stringify(globalThis.facetTestCluster.target);
}
