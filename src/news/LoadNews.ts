import { sql } from 'drizzle-orm';
import type { Door } from '../db/doorTypes.js';
import { createLook, type Look } from '../lib/async/createLook.js';
import { Topic } from '../lib/async/Topic.js';

/** A run that has written data and ended well. */
export interface LoadedData {
  readonly loadId: string;
  readonly kind: string;
  readonly finishedAt: string;
  /** The newest complete day of the snapshots since then. */
  readonly newestCompleteDay: string | null;
}

/** Runs that one look tells of at the most: the newest. */
const mostLoads = 200;

const statement = sql`
  select load_id::text as "loadId", kind, finished_at as "finishedAt",
    (select max(profile_date) from facet.profile_days where complete)::text as "newestCompleteDay"
  from facet.loads where finished_at is not null and not coalesce(result ? 'error', false)
  order by finished_at desc, load_id desc limit ${sql.raw(String(mostLoads))}`;

/** Tells of runs that end: one statement for each look, whoever listens, and none where nobody does. */
export class LoadNews {
  private readonly topic = new Topic<LoadedData>();
  private readonly look: Look;
  /** Those that have been told, or had ended before anybody listened. */
  private known: ReadonlySet<string> | undefined;

  constructor(
    private readonly openDoor: () => Door,
    onError: (error: unknown) => void,
  ) {
    this.look = createLook(() => this.read(), { onError });
  }

  /** Looks for what has ended since. */
  wake(): void {
    if (this.topic.size > 0) this.look.wake();
  }

  /** What ends from now on. Throws where the database does not say what has ended before. */
  async listen(): Promise<AsyncIterableIterator<LoadedData>> {
    if (this.topic.size === 0) this.known = undefined;
    const news = this.topic.listen();
    try {
      if (this.known === undefined) await this.look.now();
      return news;
    } catch (error) {
      await news.return?.();
      throw error;
    }
  }

  private async read(): Promise<void> {
    if (this.topic.size === 0) return;
    const { known } = this;
    const loads = await this.openDoor().query<LoadedData>(statement);
    if (known !== undefined)
      for (const load of loads.toReversed()) if (!known.has(load.loadId)) this.topic.publish(load);
    this.known = new Set(loads.map(({ loadId }) => loadId));
  }
}
