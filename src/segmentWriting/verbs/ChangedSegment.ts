import type { StoredSegment } from '../../membership/StoredSegment.js';

/** Who changes something, by the name of the key or the program. */
export interface Author {
  readonly name: string;
  /** Whether the config file says it. */
  readonly isConfig?: boolean;
}

/** What a change of a segment came to. */
export interface ChangedSegment {
  readonly segment: StoredSegment;
  /** Whether anything was written. */
  readonly isChanged: boolean;
  /** How many customers are in it by the version before; null where there was none, or it cannot be asked any more. */
  readonly sizeBefore: number | null;
  readonly size: number;
}
