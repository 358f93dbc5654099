import type { SQL } from 'drizzle-orm';
import type { KnownClass } from '../access/rights.js';
import type { Comparand } from '../conditions/Comparand.js';

/** Something that customers and groups are filtered and put in order by: a column, an attribute, an aggregate. */
export interface Operand extends Comparand {
  /** The name by which sentences call it. */
  readonly name: string;
  /** How closely its values point at a person, which decides who may ask by it; see `readableOperand`. */
  readonly pii: KnownClass;
  /** The coordinates of the fields that lead to its values, all of which have to be left to who asks by it; left out where none is asked for. */
  readonly fields?: readonly string[];
  /** What customers are put in order by, where it is less than the whole value. */
  readonly ordered?: SQL;
  /** Whether it may be null. */
  readonly nullable: boolean;
  /** Whether it reads the snapshot (`p`), and so needs its join. */
  readonly ofProfile: boolean;
  /** Whether it is null for everybody: an attribute without a meaning on the day, or without a day. */
  readonly missing?: true;
}
