import { z } from 'zod';

/** A `*` in a name is one character to `URL`, and would be the origin of no page. */
const isOrigin = (text: string): boolean =>
  text === '*' || (/^https?:[^*]*$/.test(text) && URL.canParse(text) && new URL(text).origin === text);

/** Which web pages may ask: `origins` such as `https://app.example.com`, or `*` for all. */
export const corsKeys = z
  .strictObject({
    origins: z
      .array(
        z.string().refine(isOrigin, {
          error: ({ input }) =>
            `"${String(input)}" is not an origin, which is scheme, host and port alone, such as https://app.example.com ` +
            'or http://localhost:3000; "*" means all',
        }),
      )
      .max(100)
      .default([]),
  })
  .prefault({});
