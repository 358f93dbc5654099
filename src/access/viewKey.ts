import type { Viewer } from './viewer.js';

const plain = (_: string, value: unknown): unknown => (value instanceof Set ? [...value].toSorted() : value);

/**
 * A text of who asks and of all that decides what they see: what was made for one such text is good for no other. When what they have
 * shown ends is not in it, so another token of the same person with the same rights is the same.
 */
export const viewKey = ({ expiresAt: _, ...viewer }: Viewer): string => JSON.stringify(viewer, plain);
