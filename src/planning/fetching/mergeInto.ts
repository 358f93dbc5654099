import { WrittenJson } from '../../lib/written/WrittenJson.js';
import type { JoinedData } from './JoinedRun.js';

/** A value of a subgraph as data: one of this process may be JSON already. */
export const opened = (value: unknown): unknown => (value instanceof WrittenJson ? value.toJSON() : value);

type Names = ReadonlySet<string>;

function mergeLists(target: unknown[], source: readonly unknown[], interfaces: Names): void {
  for (const [index, value] of source.entries()) {
    if (index < target.length) target[index] = merged(opened(target[index]), value, interfaces);
    else target.push(value);
  }
}

/** What a place holds when something more is said of it: nothing takes away what is known. */
function merged(known: unknown, value: unknown, interfaces: Names): unknown {
  if (known === undefined || known === null || known === value) return value ?? known;
  if (value === undefined || value === null) return known;
  if (typeof known !== 'object') return value;
  const more = opened(value);
  if (Array.isArray(known) && Array.isArray(more)) mergeLists(known, more, interfaces);
  else if (!Array.isArray(known) && typeof more === 'object' && !Array.isArray(more))
    mergeInto(known as JoinedData, more as JoinedData, interfaces);
  else return more;
  return known;
}

/**
 * Puts what more is known of an object into it, deep where both tell the same field.
 *
 * @param interfaces those for which objects stand: where one does, the name of its type says less than that of an object type
 */
export function mergeInto(target: JoinedData, source: Readonly<JoinedData>, interfaces: Names): void {
  for (const name of Object.keys(source)) {
    // It is no name of a field, and would change what the object inherits.
    if (name === '__proto__') continue;
    const known = target[name];
    // A function is what every object inherits under the name.
    if (known === undefined || typeof known === 'function') target[name] = source[name];
    else if (name !== '__typename') target[name] = merged(opened(known), source[name], interfaces);
    else if (interfaces.has(known as string)) target[name] = source[name] ?? known;
  }
}
