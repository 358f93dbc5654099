/** What is in both lists, where null stands for everything: a key or a token sees a part of its role at the most. */
export function narrow(ofRole: readonly string[] | null, own: readonly string[] | null): readonly string[] | null {
  if (ofRole === null || own === null) return ofRole ?? own;
  return ofRole.filter((name) => own.includes(name));
}
