import type { z } from 'zod';

/** What a schema finds bad in a value, each as `path: message`; none where it takes the value. */
export function faultsOf(schema: z.ZodType, value: unknown): string[] {
  const { error } = schema.safeParse(value);
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
}
