/** Files whose statements Citus still refuses, with the reason: what they do is not to be had on a cluster, see docs/decisions.md. */
export const stillRefused: Readonly<Record<string, string>> = {
  'src/forgetting/':
    'a person becomes another key, by which rows would move to another shard; values are looked for in all shards',
  'src/ingest/link/': 'linking gives source records another customer, by which rows would move to another shard',
  'src/ingest/derive/followKeys.ts':
    'lines and events follow a foreign key to another customer, and so to another shard',
  'src/subgraphs/campaigns/plans/queries.ts':
    'whether campaigns ran is looked up one by one, in one text for any number of them',
  'src/subgraphs/campaigns/targetings/queries.ts':
    'pages of targetings of campaigns are read in one text for any number of them',
  'src/subgraphs/customers/profile/changes/queries.ts':
    'snapshots of a few customers on two days are looked up one by one',
  'src/ingest/import/merge/moveRows.ts':
    'a row of the source that comes under another customer would move to another shard',
};

/** Whether Citus still refuses what a file has written. */
export const isStillRefused = (file: string): boolean =>
  Object.keys(stillRefused).some((one) => file.includes(`/${one}`));
