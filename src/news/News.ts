import type { Catalogue } from '../catalogue/catalogue.js';
import type { Door } from '../db/doorTypes.js';
import { CatalogueNews } from './CatalogueNews.js';
import type { Notices } from './joinNotices.js';
import { LoadNews } from './LoadNews.js';
import { SegmentNews } from './SegmentNews.js';

interface NewsOptions {
  /** Opens a door for one statement. */
  readonly openDoor: () => Door;
  /** Seconds between looks, which find what no notice told of. */
  readonly pollSeconds: number;
  /** Told of looks that failed: the next one tells what this one would have. */
  readonly onError: (error: unknown) => void;
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
    this.loads = new LoadNews(openDoor, onError);
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

  /** Tells of a catalogue that is in force now. */
  change(catalogue: Catalogue): void {
    this.catalogue.change(catalogue);
  }

  /** Looks by itself no more. */
  stop(): void {
    clearInterval(this.timer);
  }
}
