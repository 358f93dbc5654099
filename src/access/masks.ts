import { sql, type SQL } from 'drizzle-orm';
import type { ValueKind } from '../words/dataTypes.js';
import { PiiClass, type DeclaredClass } from '../words/piiClasses.js';

const shownStars = '***';
/** A domain that no address has: a masked address is still one in form. */
const maskedDomain = '@masked.invalid';
/** Characters of a number, say, of which the last two may be shown. */
const longEnough = 6;

/** The class that a value is masked as: of what nobody has classified as little is shown as of any. */
export const maskedAs = (known: DeclaredClass | null): PiiClass =>
  known === null || known === 'NONE' ? PiiClass.DEMOGRAPHIC : known;

/** What a viewer sees of a text of a class: of texts with few different values nothing. */
function maskedText(known: PiiClass, value: string): string {
  const characters = Array.from(value);
  const [first = ''] = characters;
  if (known === PiiClass.IDENTITY) return `${first}${shownStars}`;
  if (known !== PiiClass.CONTACT) return shownStars;
  if (value.includes('@')) return `${first === '@' ? '' : first}${shownStars}${maskedDomain}`;
  return characters.length < longEnough ? shownStars : `${shownStars}${characters.slice(-2).join('')}`;
}

/**
 * What a viewer sees of a masked value: of a text some characters, of a day its year (its first of January), of anything else null.
 * @param value as the answer would hold it: texts as they are, days as `YYYY-MM-DD`
 */
export function maskedValue(kind: ValueKind, known: PiiClass, value: unknown): unknown {
  if (typeof value !== 'string') return null;
  if (kind === 'text') return maskedText(known, value);
  return kind === 'date' ? value.replace(/-\d\d-\d\d$/, '-01-01') : null;
}

function maskedTextSql(known: PiiClass, value: SQL): SQL {
  if (known === PiiClass.IDENTITY) return sql`left(${value}, 1) || ${sql.raw(`'${shownStars}'`)}`;
  if (known !== PiiClass.CONTACT) return sql`case when ${value} is not null then ${sql.raw(`'${shownStars}'`)} end`;
  return sql`case when ${value} like '%@%' then trim(both '@' from left(${value}, 1)) || ${sql.raw(`'${shownStars}${maskedDomain}'`)}
    when length(${value}) < ${sql.raw(String(longEnough))} then ${sql.raw(`'${shownStars}'`)}
    else ${sql.raw(`'${shownStars}'`)} || right(${value}, 2) end`;
}

/** What `maskedValue` gives, as an expression of SQL, for views; without bound values where `value` has none. */
export function maskedSql(kind: ValueKind, known: PiiClass, value: SQL, type: SQL): SQL {
  if (kind === 'text') return maskedTextSql(known, value);
  return kind === 'date' ? sql`date_trunc('year', ${value})::date` : sql`null::${type}`;
}
