import type { Job } from '../../db/job.js';

const onlyLinking = { onlyLinking: true } as const;

/** What a dry run says of it: a line, or none where there is nothing to do. */
export async function wouldBuild(job: Job): Promise<string[]> {
  const { needsBuild } = await import('../../ingest/build/runBuild.js');
  return (await needsBuild(job, onlyLinking))
    ? ['would link source records first, which "facet build --dry-run" tries']
    : [];
}

/**
 * Links and derives what waits for it before something else is made of customers; says what it did. Does nothing where no
 * record waits and none was linked.
 */
export async function buildFirst(job: Job): Promise<void> {
  const { runBuild } = await import('../../ingest/build/runBuild.js');
  const { buildLines } = await import('../../ingest/build/buildReport.js');
  const report = await runBuild(job, onlyLinking);
  if (report !== undefined) for (const line of buildLines(report)) job.progress.say(line);
}
