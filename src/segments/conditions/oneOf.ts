import { z } from 'zod';

/** `"text", "number" and "date"`. */
const named = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');

/** A strict object with exactly one of some members, beside others. */
export function oneOf<O extends z.ZodRawShape, S extends z.ZodRawShape>(
  oneOfThese: O,
  others: S,
): z.ZodType<z.infer<z.ZodObject<S>> & Partial<z.infer<z.ZodObject<O>>>> {
  const names = Object.keys(oneOfThese);
  const optional = Object.fromEntries(
    Object.entries(oneOfThese).map(([name, form]) => [name, (form as z.ZodType).optional()]),
  );
  const form = z.strictObject({ ...others, ...optional }).superRefine((given, checked) => {
    const found = names.filter((name) => (given as Readonly<Record<string, unknown>>)[name] !== undefined);
    if (found.length === 1) return;
    const wrong = found.length === 0 ? 'has none' : `has ${named(found)}`;
    checked.addIssue({ code: 'custom', message: `${wrong}: give exactly one of ${named(names)}` });
  });
  const counted =
    Object.keys(others).length === 0
      ? { minProperties: 1, maxProperties: 1 }
      : { oneOf: names.map((name) => ({ required: [name] })) };
  return form.meta(counted) as never;
}
