import { z } from 'zod';
import { boundedWhole } from './bounded.js';

/** What a server holds in memory of what it has served. */
export const cacheKeys = z
  .strictObject({
    /** Bytes of customers' snapshots at the most; 0: none is held. */
    snapshots: boundedWhole(0, 1e12).default(16_000_000),
  })
  .prefault({});
