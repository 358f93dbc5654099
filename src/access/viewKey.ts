import type { Viewer } from './viewer.js';

const plain = (_: string, value: unknown): unknown =>
  value instanceof Set ? [...(value as Set<string>)].toSorted((a, b) => (a < b ? -1 : 1)) : value;

/**
 * A text of who asks and of all that decides what they see: what was made for one such text is good for no other. When what they have
 * shown ends is not in it, so another token of the same person with the same rights is the same.
 */
export const viewKey = (viewer: Viewer): string => JSON.stringify({ ...viewer, expiresAt: undefined }, plain);
