import { didYouMean } from '../lib/text/nearNames.js';
import { shortened } from '../lib/text/shortened.js';
import { UserError } from '../lib/errors/UserError.js';
import type { Subgraph } from './subgraph.js';

/**
 * The subgraphs of a list of names with commas between, in their own order; all of them without a list. Throws a `UserError` for an
 * unknown name.
 */
export function servedSubgraphs(subgraphs: readonly Subgraph[], names: string | undefined): readonly Subgraph[] {
  if (names === undefined) return subgraphs;
  const known = subgraphs.map(({ name }) => name);
  const wanted = names
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (wanted.length === 0) throw new UserError(`--subgraphs names none of ${known.join(', ')}.`);
  for (const name of wanted)
    if (!known.includes(name))
      throw new UserError(
        `--subgraphs names "${shortened(name)}", and there are only ${known.join(', ')}.${didYouMean(name, known)}`,
      );
  return subgraphs.filter(({ name }) => wanted.includes(name));
}
