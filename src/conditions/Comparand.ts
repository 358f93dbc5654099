import { sql, type SQL } from 'drizzle-orm';
import { boundTypes, type ValueKind } from '../words/dataTypes.js';

/** Something that values are compared with: a column, an attribute, an aggregate. */
export interface Comparand {
  /** What it is compared as; `score` is a relevance, which nobody can name in a condition. */
  readonly kind: ValueKind | 'score';
  /** The comparable expression, in brackets where it needs them; values are cast to the type of the kind (`sqlType`). */
  readonly sql: SQL;
  /** The text as it is compared where neither case nor accents count, where it is at hand. */
  readonly folded?: SQL;
}

const types: Readonly<Record<Comparand['kind'], string>> = { ...boundTypes, score: 'real' };

/** The SQL type that values of a kind are compared as. */
export const sqlType = (kind: Comparand['kind']): SQL => sql.raw(types[kind]);
