import type { Job } from '../../db/job.js';

/** Makes the segments what the config says; says what was changed. Nothing where the config has none. */
export async function applyConfigured(job: Job): Promise<void> {
  if (job.config.segments.length === 0) return;
  const { applySegments } = await import('../../segmentWriting/verbs/applySegments.js');
  const { applyLines } = await import('../../segmentWriting/verbs/applyLines.js');
  const report = await applySegments(job);
  const changed = { ...report, segments: report.segments.filter(({ action }) => action !== 'left as it is') };
  if (changed.segments.length + changed.released.length === 0) return;
  for (const line of applyLines(changed, false)) job.progress.say(`segment ${line}`);
}

/** Makes the segments what the config says, and writes who is in those that are materialised; says what it did. */
export async function writeSegments(job: Job, signal?: AbortSignal): Promise<void> {
  await applyConfigured(job);
  const { materialise } = await import('../../segmentWriting/days/materialise.js');
  const { dayLine } = await import('../../segmentWriting/days/dayLine.js');
  const { failed } = await materialise(job, { signal }, (day) => job.progress.say(`segment ${dayLine(day, false)}`));
  for (const sentence of failed) job.progress.say(`warning: ${sentence}`);
}

/** What a dry run says of that, in lines. Writes nothing. Throws what applying the config would throw. */
export async function wouldWriteSegments(job: Job): Promise<string[]> {
  const { applySegments } = await import('../../segmentWriting/verbs/applySegments.js');
  const { applyLines } = await import('../../segmentWriting/verbs/applyLines.js');
  const { materialise } = await import('../../segmentWriting/days/materialise.js');
  const { dayLine } = await import('../../segmentWriting/days/dayLine.js');
  const lines: string[] = [];
  if (job.config.segments.length > 0) lines.push(...applyLines(await applySegments(job, { dryRun: true }), true));
  await materialise(job, { dryRun: true }, (day) => void lines.push(dayLine(day, true)));
  return lines.map((line) => `segment ${line}`);
}
