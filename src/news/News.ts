import { systemViewer, type Viewer } from '../access/viewer.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import type { Door } from '../db/doorTypes.js';
import { CatalogueNews } from './CatalogueNews.js';
import type { Notices } from './joinNotices.js';
import { LoadNews } from './LoadNews.js';
import { SegmentNews } from './SegmentNews.js';

interface NewsOptions {
  /** Opens a door for one statement of a viewer. */
  readonly openDoor: (viewer: Viewer) => Door;
  /** Seconds between looks, which find what no notice told of. */
  readonly pollSeconds: number;
  /** Told of looks that failed: the next one tells what this one would have. */
  readonly onError: (error: unknown) => void;
}

/** What requests are answered by, as it changes. */
interface FollowedSchema<S> {
  readonly current: S;
  onChange(listener: (schema: S) => void): unknown;
}

/** What happens in the data, told to all who listen, by what the server follows for all of them. */
export class News {
  readonly loads: LoadNews;
  readonly segments: SegmentNews;
  readonly catalogue = new CatalogueNews();
  /** Whom to call for notices of a channel. */
  readonly notices: Notices;
  /** Called when keys may have changed. */
  onKeys = (): void => {};
  private readonly timer: NodeJS.Timeout;

  constructor({ openDoor, pollSeconds, onError }: NewsOptions) {
    this.loads = new LoadNews(() => openDoor(systemViewer), onError);
    this.segments = new SegmentNews(openDoor, onError);
    const segments = (): void => this.segments.wake();
    this.notices = {
      // The end of a run is told by the channel of the days, which it may have written.
      facet_profile_days: () => this.loads.wake(),
      facet_segment_days: segments,
      facet_segments: segments,
      facet_api_clients: () => this.onKeys(),
    };
    const poll = (): void => Object.values(this.notices).forEach((wake) => wake());
    this.timer = setInterval(poll, pollSeconds * 1000).unref();
  }

  /**
   * Tells of each later catalogue that requests are answered by. That is not yet so when it is read: a gateway composes its schema of it first.
   * @param catalogueOf that of a schema
   */
  follow<S>(schema: FollowedSchema<S>, catalogueOf: (schema: S) => Catalogue): void {
    const tell = (next: S): void => this.catalogue.change(catalogueOf(next));
    schema.onChange(tell);
    tell(schema.current);
  }

  /** Looks by itself no more. */
  stop(): void {
    clearInterval(this.timer);
  }
}
