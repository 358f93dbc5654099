import { z } from 'zod';
import { boundedWhole } from './bounded.js';

/** How answers are sent, and what browsers may keep of them. */
export const httpKeys = z
  .strictObject({
    /** Whether large answers are compressed for clients that take that. */
    compress: z.boolean().default(true),
    /** Bytes from which on an answer is large. */
    compressFrom: boundedWhole(1000, 400_000_000).default(16_384),
    /** Seconds that a client need not ask again for an answer that was read from past days alone; 0: it asks each time. */
    pastDaySeconds: boundedWhole(0, 31_536_000).default(60),
  })
  .prefault({});
