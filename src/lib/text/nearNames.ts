import { distance } from 'fastest-levenshtein';
import { longestName } from './shortened.js';

/** Up to three names of `known` that look like `name`, nearest first; case does not count. None for an empty text, or one that is too long for a name. */
export function nearNames(name: string, known: Iterable<string>): string[] {
  if (name === '' || name.length > longestName) return [];
  const wanted = name.toLowerCase();
  const limit = Math.max(2, Math.floor(name.length * 0.4));
  return [...known]
    .map((candidate) => ({ candidate, far: distance(wanted, candidate.toLowerCase()) }))
    .filter(({ far }) => far <= limit)
    .sort((a, b) => a.far - b.far || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

/** ` Did you mean "A" or "B"?`, or nothing where no name is near. */
export function didYouMean(name: string, known: Iterable<string>): string {
  const near = nearNames(name, known).map((candidate) => `"${candidate}"`);
  return near.length === 0 ? '' : ` Did you mean ${near.join(' or ')}?`;
}
