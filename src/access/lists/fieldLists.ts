import { coordinatePatterns } from './coordinatePatterns.js';
import { hasFieldLists, type Role } from '../../config/access/Role.js';

type Fits = ReturnType<typeof coordinatePatterns>;

/** What the lists of a role say of a coordinate. */
interface Lists {
  readonly isOnly: Fits;
  readonly isNot: Fits;
}

type Listing = Pick<Role, 'fields'>;

/** They go with their roles. */
const known = new WeakMap<Role['fields'], Lists>();

/** What the lists of a role say, as functions of a type and a field. */
export function fieldListsOf({ fields }: Listing): Lists {
  const found = known.get(fields);
  if (found !== undefined) return found;
  const { only, not } = fields;
  const lists = { isOnly: only === null ? () => true : coordinatePatterns(only), isNot: coordinatePatterns(not) };
  known.set(fields, lists);
  return lists;
}

/** Whether the lists of a role leave it a field, by its coordinate such as `Customer.email`. */
export function leavesField(role: Listing, coordinate: string): boolean {
  if (!hasFieldLists(role)) return true;
  const { isOnly, isNot } = fieldListsOf(role);
  const [type = '', field = ''] = coordinate.split('.');
  return isOnly(type, field) && !isNot(type, field);
}

/**
 * Whether the lists of a role leave it an attribute, by the names of its fields in `ProfileFields`: none of them may be taken away, and one
 * of them has to be left where `only` does not leave the values of attributes that are named when they are asked for.
 */
export function leavesAttribute(role: Listing, names: readonly string[]): boolean {
  if (!hasFieldLists(role)) return true;
  const { isOnly, isNot } = fieldListsOf(role);
  if (names.some((name) => isNot('ProfileFields', name))) return false;
  return isOnly('ProfileAttribute', 'value') || names.some((name) => isOnly('ProfileFields', name));
}
