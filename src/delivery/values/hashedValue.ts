import { sql, type SQL } from 'drizzle-orm';

/** What a value is normalised as before it is hashed. */
export type HashedAs = 'EMAIL' | 'PHONE';

/** Case is that of ASCII on every database, whatever its locale does with an I. */
const normalisedEmail = (text: SQL): SQL =>
  sql`substring(lower(regexp_replace(${text}, '^[[:space:]]+|[[:space:]]+$', '', 'g') collate "C") from '^.+@.+$')`;

/**
 * The digits of E.164, without the plus: those behind `+` or `00`, without a `(0)`; of a number that begins with neither, those of
 * the calling code and of the number without leading zeros. Null for what has letters, or then has not 7 to 15 digits.
 */
function phoneDigits(text: SQL, callingCode: string | undefined): SQL {
  const isInternational = sql`${text} ~ '^[[:space:]]*([+]|00)'`;
  const digits = sql`regexp_replace(case when ${isInternational} then replace(${text}, '(0)', '') else ${text} end, '[^0-9]', '', 'g')`;
  return sql`substring(
    case
      when ${text} ~ '[[:alpha:]]' then null
      when ${text} ~ '^[[:space:]]*[+]' then ${digits}
      when ${digits} like '00%' then substr(${digits}, 3)
      else ${callingCode ?? null}::text || ltrim(${digits}, '0')
    end from '^[1-9][0-9]{6,14}$')`;
}

/** SHA-256, in lower-case hexadecimal, of a text as an e-mail address or telephone number; null where it is none. */
export function hashedValue(text: SQL, as: HashedAs, callingCode: string | undefined): SQL {
  const normalised = as === 'EMAIL' ? normalisedEmail(text) : phoneDigits(text, callingCode);
  return sql`encode(sha256(convert_to(${normalised}, 'UTF8')), 'hex')`;
}
