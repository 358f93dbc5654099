import { sql } from 'drizzle-orm';
import type { Viewer } from '../access/viewer.js';
import type { Door } from '../db/doorTypes.js';
import { anyOf } from '../db/sql.js';
import { createLook, type Look } from '../lib/async/createLook.js';
import { Topic } from '../lib/async/Topic.js';
import { UserError } from '../lib/errors/UserError.js';
import { shortened } from '../lib/text/shortened.js';
import { visibilityOf, visibleRows } from '../visibleRows.js';
import type { SegmentStatus } from '../words/segmentWords.js';

/** A segment as it stands, with the newest day whose members are written. */
interface SegmentState {
  readonly segmentId: string;
  readonly name: string;
  readonly description: string | null;
  readonly status: SegmentStatus;
  readonly version: number;
  /** Null, as what is told of the day is, where no members are written. */
  readonly day: string | null;
  readonly size: number | null;
  readonly entered: number | null;
  readonly left: number | null;
  readonly loadId: string | null;
}

/** What of a segment changed. */
export type SegmentPart = 'DEFINITION' | 'STATUS' | 'MEMBERS';

/** A segment that changed, as it stands now. */
export interface SegmentUpdate extends SegmentState {
  readonly parts: readonly SegmentPart[];
}

function changedParts(before: SegmentState, after: SegmentState): SegmentPart[] {
  const differs = (...names: readonly (keyof SegmentState)[]) => names.some((name) => before[name] !== after[name]);
  return [
    ...(differs('version', 'name', 'description') ? (['DEFINITION'] as const) : []),
    ...(differs('status') ? (['STATUS'] as const) : []),
    ...(differs('day', 'size', 'entered', 'left', 'loadId') ? (['MEMBERS'] as const) : []),
  ];
}

/** What viewers of one visibility are told of the segments that they listen to. */
class Watched {
  readonly look: Look;
  private readonly topics = new Map<string, Topic<SegmentUpdate>>();
  private readonly known = new Map<string, SegmentState>();

  constructor(
    private readonly viewer: Viewer,
    private readonly openDoor: (viewer: Viewer) => Door,
    onError: (error: unknown) => void,
  ) {
    this.look = createLook(() => this.read(), { onError });
  }

  get isIdle(): boolean {
    return this.topics.size === 0;
  }

  async listen(id: string): Promise<AsyncIterableIterator<SegmentUpdate>> {
    const topic = this.topics.get(id) ?? new Topic<SegmentUpdate>();
    this.topics.set(id, topic);
    const news = topic.listen();
    const end = news.return?.bind(news);
    news.return = async () => {
      const ended = (await end?.()) ?? { done: true as const, value: undefined };
      if (topic.size === 0 && this.topics.get(id) === topic) {
        this.topics.delete(id);
        this.known.delete(id);
      }
      return ended;
    };
    try {
      if (!this.known.has(id)) await this.look.now();
      if (!this.known.has(id)) throw new UserError(`There is no segment "${shortened(id)}" ("id").`, 'UNKNOWN_SEGMENT');
      return news;
    } catch (error) {
      await news.return();
      throw error;
    }
  }

  private async read(): Promise<void> {
    if (this.isIdle) return;
    const [scope, ids] = [{ viewer: this.viewer }, [...this.topics.keys()]];
    const states = await this.openDoor(this.viewer).query<SegmentState>(sql`
      select s.segment_id as "segmentId", s.name, s.description, s.status, s.version,
        d.day::text as day, d.size, d.entered, d.left_customers as "left", d.load_id::text as "loadId"
      from ${visibleRows(scope, 'segments', 's')}
      left join (
        select distinct on (n.segment_id) n.* from ${visibleRows(scope, 'segment_days', 'n')}
        where ${anyOf(sql`n.segment_id`, ids)} order by n.segment_id, n.day desc) d on d.segment_id = s.segment_id
      where ${anyOf(sql`s.segment_id`, ids)}`);
    for (const state of states) {
      const before = this.known.get(state.segmentId);
      this.known.set(state.segmentId, state);
      const parts = before === undefined ? [] : changedParts(before, state);
      if (parts.length > 0) this.topics.get(state.segmentId)?.publish({ ...state, parts });
    }
  }
}

/** Tells of changed segments: one statement for each look and visibility, whoever listens to how many, and none where nobody does. */
export class SegmentNews {
  private readonly watched = new Map<string, Watched>();

  constructor(
    private readonly openDoor: (viewer: Viewer) => Door,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** Looks for what has changed since. */
  wake(): void {
    for (const [visibility, one] of this.watched)
      if (one.isIdle) this.watched.delete(visibility);
      else one.look.wake();
  }

  /** Changes of a segment from now on. Throws a `UserError` (`UNKNOWN_SEGMENT`) where the viewer sees none of the id. */
  listen(viewer: Viewer, id: string): Promise<AsyncIterableIterator<SegmentUpdate>> {
    const visibility = visibilityOf({ viewer });
    const one = this.watched.get(visibility) ?? new Watched(viewer, this.openDoor, this.onError);
    this.watched.set(visibility, one);
    return one.listen(id);
  }
}
