import type { Job } from '../../db/job.js';
import type { Scope } from '../../scope.js';
import type { SegmentMembers } from '../audience/SegmentMembers.js';
import type { CampaignDefinition } from '../definition/campaignDefinition.js';

/** A run that may be called off. */
export interface CampaignJob extends Job {
  readonly signal?: AbortSignal | undefined;
}

/** What has become of handing a delivery over. */
export interface HandOver {
  /** All is handed over; nothing more is tried; a next attempt waits for its time; another process is at it. */
  readonly state: 'DELIVERED' | 'ERROR' | 'WAITING' | 'BUSY';
  readonly error?: string | undefined;
  readonly nextAttemptAt?: Date | undefined;
}

/** What a run of campaigns is made of; given to it by the commands, which may know every part of the program. */
export interface CampaignSteps {
  /** What the questions of a run are answered for. */
  openScope(job: Job): Promise<Scope>;
  /** The segments of a definition, as of now; throws a `UserError` where one is unknown. */
  openMembers(scope: Scope, definition: CampaignDefinition): Promise<SegmentMembers>;
  /**
   * Hands the lists of an assigned delivery to their destinations; goes on where it stopped when it is called again, and with `isRetry`
   * tries again what has failed.
   */
  deliver(job: CampaignJob, delivery: { readonly deliveryId: string; readonly isRetry: boolean }): Promise<HandOver>;
  /** A new UUID. */
  readonly newId: () => string;
}
