import type { DerivedAttribute } from './definition.js';
import { quoted } from './quoted.js';

type Derived = DerivedAttribute['derived'];

/** An attribute that a difference is made of: its name, and the SQL that stands in where it is null, such as `0` for a count. */
export interface Term {
  readonly name: string;
  readonly absent?: string | undefined;
}

const valueOf = ({ name, absent }: Term): string =>
  absent === undefined ? quoted(name) : `coalesce(${quoted(name)}, ${absent})`;

/** One attribute less another: of two dates the days between them. Null where either is. */
export const difference = (of: Term, less: Term): Derived => ({
  from: [...new Set([of.name, less.name])],
  sql: `(${valueOf(of)} - ${valueOf(less)})`,
});
