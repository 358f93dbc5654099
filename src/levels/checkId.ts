import { trimmed } from '../lib/whiteSpace.js';
import { checkCharacters, checkValue } from '../population/operand.js';

/** The key of an entity, as the import trims it. Throws a `UserError` for one that no text can be. */
export function checkId(id: string, path: string): string {
  checkValue(id, path);
  return trimmed(id);
}

/** The name of a metric as it is. Throws a `UserError` for one that no text can be. */
export function checkMetricName(name: string, path: string): string {
  checkCharacters(name, path);
  return name;
}
