/** Stops the cluster of this run and deletes its folder. */
// oxlint-disable-next-line import/no-default-export -- jest wants it
export default async function globalTeardown(): Promise<void> {
  await globalThis.facetTestCluster?.stop();
}
