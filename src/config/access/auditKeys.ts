import { z } from 'zod';
import { boundedWhole } from '../bounded.js';

/** The key `access.audit`: what the audit log holds, and how long. */
export const auditKeys = z
  .strictObject({
    /** `personal`: answers with personal data, changes and refusals; `all`: every request. */
    log: z.enum(['personal', 'all'], 'is neither "personal" nor "all"').default('personal'),
    /** Days that entries are kept; they are dropped by month. */
    keepDays: boundedWhole(1, 36_600).default(400),
  })
  .prefault({});

/** What the audit log holds, and how long. */
export type AuditConfig = z.infer<typeof auditKeys>;
