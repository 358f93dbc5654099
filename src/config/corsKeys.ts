import { z } from 'zod';

const isOrigin = (text: string): boolean =>
  text === '*' || (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text);

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
