import { isJsonObject } from '../../../lib/checks/isJsonObject.js';
import type { FieldPath } from './tableShape.js';

/** What an answer has at a path of fields; undefined where something on the way is null or missing. */
export const valueAt = (from: unknown, path: FieldPath): unknown =>
  path.reduce(
    (value: unknown, name) => (isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined),
    from,
  );
