import { z } from 'zod';
import { boundedWhole } from '../bounded.js';

/** The keys below `runs:`: what imports, enrichment and snapshots may take of the database. */
export const runKeys = z
  .strictObject({
    /** Parts of a run that are worked on at the same time, each on a connection of its own; see `runLimits`. */
    parallel: boundedWhole(1, 64).default(2),
    /** Megabytes that each sort or hash of a part may take. */
    workMemory: boundedWhole(1, 65_536).default(256),
    /** Customers of one stretch of a day, about. */
    stretchCustomers: boundedWhole(1, 100_000_000).default(50_000),
  })
  .prefault({});
