/**
 * Throws an `Error` for what YAML can say and nothing here can walk or keep: a part that holds itself by an anchor, and the
 * key `__proto__`.
 */
export function refuseOddParts(part: unknown, around: readonly object[] = []): void {
  if (typeof part !== 'object' || part === null) return;
  if (around.includes(part)) throw new Error('an anchor (&name) is used (*name) within the part that it names.');
  if (Object.hasOwn(part, '__proto__')) throw new Error('no key may be called "__proto__".');
  for (const inner of Object.values(part)) refuseOddParts(inner, [...around, part]);
}
