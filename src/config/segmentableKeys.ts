import { z } from 'zod';
import { segmentableTables } from '../words/segmentableTables.js';

const flags = z.record(z.string(), z.boolean()).default({});

/** What definitions of segments may name: everything that is not set to `false`. */
export const segmentableKeys = z
  .strictObject({
    /** By name: no condition may read it. */
    tables: z.partialRecord(z.enum(segmentableTables), z.boolean()).default({}),
    /** Of customers, by their names in GraphQL. */
    columns: flags,
    /** By alias, former name or slot, in any case. */
    attributes: flags,
    /** Metrics of levels, by name. */
    metrics: flags,
  })
  .prefault({});
