import { trimmed } from '../lib/whiteSpace.js';
import { checkValue } from '../population/operand.js';

/** The key of an entity, as the import trims it. Throws a `UserError` for one that no text can be. */
export function checkId(id: string, path: string): string {
  checkValue(id, path);
  return trimmed(id);
}
