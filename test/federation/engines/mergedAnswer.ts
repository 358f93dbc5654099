const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An answer of Facet with what else is expected in the same places: objects by their names, lists one by one. */
export function mergedAnswer(told: unknown, added: unknown): unknown {
  if (Array.isArray(told) && Array.isArray(added)) {
    if (told.length !== added.length) throw new Error(`A list of ${told.length} and one of ${added.length}`);
    return told.map((one, n) => mergedAnswer(one, added[n]));
  }
  if (!isObject(told) || !isObject(added)) return added;
  const both = { ...told, ...added };
  return Object.fromEntries(
    Object.keys(both).map((name) => [
      name,
      name in told && name in added ? mergedAnswer(told[name], added[name]) : both[name],
    ]),
  );
}
