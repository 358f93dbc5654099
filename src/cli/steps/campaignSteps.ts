import { randomUUID } from 'node:crypto';
import type { CampaignSteps } from '../../campaigns/run/CampaignSteps.js';

/** Connections that a run of campaigns needs: its lock, that of a delivery, what is written and what is read meanwhile. */
export const campaignConnections = 6;

/** How deliveries are handed over in the world. */
export async function worldSettings() {
  const { worldPace } = await import('../../delivery/Pace.js');
  return { surroundings: { environment: process.env, now: () => new Date() }, pace: worldPace };
}

/** The steps of `facet campaigns run` and of a serving process. What they need is loaded when they begin. */
export const campaignSteps: CampaignSteps = {
  async openScope(job) {
    const { jobScope } = await import('../../segmentWriting/jobScope.js');
    return jobScope(job);
  },
  async openMembers(scope, definition) {
    const { openMembers } = await import('../../campaigns/audience/openMembers.js');
    const { askerOf } = await import('../../membership/openContext.js');
    return openMembers(askerOf(scope))(definition);
  },
  async deliver(job, { deliveryId, isRetry }) {
    const { deliver } = await import('../../delivery/deliver.js');
    return deliver(job, deliveryId, { ...(await worldSettings()), isRetry, signal: job.signal });
  },
  newId: randomUUID,
};
