import type { SampleKey } from '../run/sampleKeys.js';

const partText = (part: string | null): string => (part === null ? 'null' : part === '' ? "''" : part);

/** The keys of failing rows for people; an empty one is shown in quotes. */
export const sampleText = (keys: readonly SampleKey[]): string =>
  keys.map((key) => key.map(partText).join(' / ')).join(', ');
