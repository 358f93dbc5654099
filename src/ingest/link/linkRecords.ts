import type { Job } from '../../db/job.js';
import { chooseIds } from './chooseIds.js';
import { findComponents } from './findComponents.js';
import { groupRecords } from './groupRecords.js';
import { linkFindings, type LinkFindings } from './linkFindings.js';
import { moveRecords, type Moved } from './moveRecords.js';
import { readRecords } from './readRecords.js';
import { writePairs } from './writePairs.js';

/** What linking did. */
export interface Linked extends Moved, LinkFindings {
  /** Pairs of `unified_scores` that were written or deleted. */
  readonly pairs: number;
  /** How often the graph was contracted. */
  readonly rounds: number;
}

/**
 * Finds the customers of the source records whose sources gave none, by the values that they have in common, and writes them
 * into `unified_customers` and the pairs into `unified_scores`; see `docs/linking.md`. Needs a transaction. What is made of the
 * records is to be derived anew after it.
 */
export async function linkRecords({ client, config: { linking }, progress }: Job, loadId: string): Promise<Linked> {
  progress.update('Reading source records');
  await readRecords(client, linking);
  progress.update('Linking source records');
  const rounds = await findComponents(client);
  await groupRecords(client, linking);
  await chooseIds(client);
  progress.update('Writing whose source records are');
  const moved = await moveRecords(client, loadId);
  const pairs = await writePairs(client, loadId);
  return { ...moved, ...(await linkFindings(client)), pairs, rounds };
}
