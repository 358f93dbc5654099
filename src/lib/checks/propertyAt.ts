import { isJsonObject } from './isJsonObject.js';

/** What stands at a path of names below a value, by own properties of JSON objects alone; undefined where the path leads nowhere. */
export const propertyAt = (from: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (value, name) => (isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined),
    from,
  );
