import { citusLine } from './citus.js';
import { startCluster, type TestCluster } from './cluster.js';

declare global {
  /** From globalSetup to globalTeardown, which run in one process. */
  var facetTestCluster: TestCluster | undefined;
}

/** Starts the cluster of this run; the workers find it by the environment variable `FACET_TEST_CLUSTER`. */
// oxlint-disable-next-line import/no-default-export -- jest wants it
export default async function globalSetup(): Promise<void> {
  process.stderr.write(`${citusLine()}\n`);
  globalThis.facetTestCluster = await startCluster();
  process.env['FACET_TEST_CLUSTER'] = JSON.stringify(globalThis.facetTestCluster.target);
}
