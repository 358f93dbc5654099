import { z } from 'zod';
import { linkedBy } from '../words/linkedBy.js';
import { boundedWhole } from './bounded.js';

/** The keys below `linking:`, which say what makes source records one person, and where that ends. */
export const linkingKeys = z
  .strictObject({
    /** What records are linked by; an empty list makes every record a customer of its own. */
    by: z
      .array(z.enum(linkedBy, `is none of ${linkedBy.join(', ')}`), 'is no list')
      .superRefine((kinds, context) => {
        kinds.forEach((one, n) => {
          if (kinds.indexOf(one) !== n)
            context.addIssue({ code: 'custom', path: [n], message: `is "${one}" a second time` });
        });
      })
      .default([...linkedBy]),
    /** Different given names, and of an e-mail also surnames, beyond which a value is nobody's own. */
    mostNames: boundedWhole(1, 1_000_000).default(20),
    /** Records that are made one person at the most. */
    mostRecords: boundedWhole(2, 1_000_000).default(63),
  })
  .prefault({});
