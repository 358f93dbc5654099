/** How often something was looked for in a cache of this process. */
export interface CacheTally {
  hits: number;
  misses: number;
}

/** What is counted of each cache, by its name in metrics. */
export type CacheTallies = Readonly<Record<CacheName, CacheTally>>;

const tally = (): CacheTally => ({ hits: 0, misses: 0 });

/** The caches of a process whose looks are counted; plain numbers, which cost a request next to nothing. */
export const cacheTallies = {
  /** Snapshots of customers, by day. */
  snapshots: tally(),
  /** Small tables in memory: complete days, campaigns, metric definitions, published documents. */
  tables: tally(),
  /** Documents that were parsed and found valid. */
  documents: tally(),
  /** Plans of operations on the server's own schema. */
  plans: tally(),
  /** Plans of operations over several subgraphs. */
  joined_plans: tally(),
  /** API keys that were looked up. */
  keys: tally(),
  /** Tokens that were checked. */
  tokens: tally(),
};

/** The name of a cache in metrics. */
export type CacheName = keyof typeof cacheTallies;

/** Counts a look for something; gives what was found. */
export function noteLook<V>(name: CacheName, found: V): V {
  if (found === undefined) cacheTallies[name].misses += 1;
  else cacheTallies[name].hits += 1;
  return found;
}
