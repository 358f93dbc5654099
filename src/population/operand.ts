import { sql, type SQL } from 'drizzle-orm';
import type { ValueKind } from '../catalogue/dataTypes.js';
import { UserError } from '../lib/UserError.js';

/** Something that values are compared with: a column, an attribute, an aggregate. */
export interface Operand {
  /** As sentences name it. */
  readonly name: string;
  /** What it is compared as; `score` is a relevance, which clients cannot name. */
  readonly kind: ValueKind | 'score';
  /** The comparable expression, in brackets where it needs them; values are bound as the type of the kind (`sqlType`). */
  readonly sql: SQL;
  /** What customers are put in order by, where it is less than the whole value. */
  readonly ordered?: SQL;
  /** Whether it may be null. */
  readonly nullable: boolean;
  /** Whether it reads the snapshot (`p`), and so needs its join. */
  readonly ofProfile: boolean;
  /** The text as it is compared where neither case nor accents count, where the database keeps it. */
  readonly folded?: SQL;
  /** Whether it is null for everybody: an attribute without a meaning on the day, or without a day. */
  readonly missing?: true;
}

const types: Readonly<Record<Operand['kind'], string>> = {
  text: 'text',
  number: 'numeric',
  date: 'date',
  dateTime: 'timestamptz',
  flag: 'boolean',
  score: 'real',
};

/** The SQL type that values of an operand are bound as. */
export const sqlType = ({ kind }: Pick<Operand, 'kind'>): SQL => sql.raw(types[kind]);

const longestNumber = 100;

/** Characters of a text that stored ones are compared with: no key is longer, and what a long one costs grows with its square. */
const longestText = 1000;

/** Refuses texts that PostgreSQL cannot hold. Throws a `UserError`. */
export function checkCharacters(value: string, path: string): void {
  // With the flag "u" a surrogate is one that has no partner.
  if (/\0|\p{Surrogate}/u.test(value))
    throw new UserError(`"${path}" holds a NUL or half a character, which no text in the database can hold.`);
}

/** Refuses texts that PostgreSQL cannot hold, and with the code `SEARCH_TOO_LARGE` those that are longer than any that is looked for. */
export function checkValue(value: unknown, path: string): void {
  if (typeof value !== 'string') return;
  if (value.length > longestText)
    throw new UserError(
      `"${path}" is a text of ${value.length} characters, and ${longestText} are the most.`,
      'SEARCH_TOO_LARGE',
    );
  checkCharacters(value, path);
}

/** Refuses a number that no column can hold, before the database does. */
export function checkNumber(value: unknown, path: string): void {
  if (typeof value === 'string' && value.length > longestNumber)
    throw new UserError(`"${path}" is a number of ${value.length} characters, and ${longestNumber} are the most.`);
}

/** One bound value of the operand's type: as a client gave it, or as PostgreSQL printed it. */
export const bound = (operand: Pick<Operand, 'kind'>, value: unknown): SQL =>
  sql`${sql.param(operand.kind === 'flag' && typeof value === 'string' ? value === 'true' : value)}::${sqlType(operand)}`;

/** A bound list of the operand's type: the text is the same for every length. */
export const boundList = (operand: Pick<Operand, 'kind'>, values: readonly unknown[]): SQL =>
  sql`${sql.param(values)}::${sqlType(operand)}[]`;
