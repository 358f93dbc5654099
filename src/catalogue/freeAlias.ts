import { graphqlName } from '../lib/text/graphqlName.js';
import { textLimits } from '../words/limits.js';
import type { Catalogue } from './catalogue.js';
import { aliasFault } from './names.js';

interface Taken {
  readonly catalogue?: Pick<Catalogue, 'namesByGraphqlName'>;
  readonly reserved: readonly { readonly names: readonly string[] }[];
  /** Other names that are given at the same time. */
  readonly beside?: Iterable<string>;
  /** What stands before the name if the name itself is not free, e.g. `LOYALTY`. */
  readonly prefix?: string;
}

/** A name before its ending, as long as the two fit an alias. */
const joined = (name: string, ending: string): string => `${name.slice(0, textLimits.alias - ending.length)}${ending}`;

/** Names to try, best first: behind a prefix, then numbered. Without an end. */
function* candidates(wanted: string, prefix: string | undefined): Generator<string> {
  yield wanted;
  const named =
    prefix === undefined || prefix.toUpperCase() === wanted.toUpperCase()
      ? wanted
      : joined(`${prefix}_`.slice(0, 20), wanted.slice(0, 43));
  yield named;
  // A number behind "DATE" or "FIELD" makes the name of a slot.
  const base = aliasFault(joined(named, '_2')) === undefined ? named : joined(named, '_VALUE');
  yield base;
  for (let number = 2; ; number += 1) yield joined(base, `_${number}`);
}

/**
 * The name itself where it may be given, else one like it that may: `LOYALTY_AGE` with a prefix, `AGE_2` without. The
 * name must begin with a letter and hold letters, digits and underscores.
 */
export function freeAlias(wanted: string, { catalogue, reserved, beside = [], prefix }: Taken): string {
  const taken = new Set([...reserved.flatMap(({ names }) => names), ...beside].map(graphqlName));
  const isFree = (name: string): boolean =>
    aliasFault(name) === undefined &&
    !taken.has(graphqlName(name)) &&
    catalogue?.namesByGraphqlName.has(graphqlName(name)) !== true;
  for (const name of candidates(wanted, prefix)) if (isFree(name)) return name;
  throw new Error(`No free name for ${wanted}`);
}
