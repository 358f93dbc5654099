import type { Job } from '../db/job.js';
import { plural } from '../lib/text/plural.js';
import { retentionRules } from './retentionRules.js';

/** Deletes what is older than the config keeps, and says what. What is in use stays for the next run, with a warning. */
export async function keepRetention(job: Job): Promise<void> {
  for (const { what, key, days, apply } of retentionRules) {
    const gone = await apply(job);
    if (gone !== undefined)
      job.progress.say(`deleted ${gone} of ${what}, older than ${plural(days(job.config), 'day')} (${key})`);
  }
}

/** What there is to keep, how long, and what is older, in lines. Writes nothing. */
export async function describeRetention(job: Job): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const { what, key, days, find } of retentionRules)
    lines.push(`${what}: ${plural(days(job.config), 'day')} (${key}); older: ${(await find(job)) ?? 'nothing'}`);
  return lines;
}
