import { z } from 'zod';

/** What other servers are told of this one's schema. */
export const subgraphKeys = z
  .strictObject({
    /**
     * Directives of federation, as they are written in SDL, by the coordinate of what they stand at, such as `Customer.email`. What
     * they mean is checked where the schema is known.
     */
    directives: z
      .record(z.string().max(300), z.array(z.string().max(1000)).max(20), {
        error: 'must say by coordinate, such as Customer.email, a list of directives, such as @authenticated',
      })
      .refine((directives) => Object.keys(directives).length <= 10_000, 'has more than 10,000 coordinates')
      .default({}),
    /** Whether it tells what fields cost (`@cost`, `@listSize`), which routers from federation 2.9 on take. */
    costs: z.boolean().default(false),
  })
  .prefault({});
