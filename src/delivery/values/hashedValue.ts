import { sql, type SQL } from 'drizzle-orm';

/** What a value is normalised as before it is hashed. */
export type HashedAs = 'EMAIL' | 'PHONE';

/** Case is that of ASCII on every database, whatever its locale does with an I. */
const normalisedEmail = (text: SQL): SQL =>
  sql`(select case when e.value like '_%@_%' then e.value end
    from (select lower(regexp_replace(${text}, '^[[:space:]]+|[[:space:]]+$', '', 'g') collate "C") as value) e)`;

/**
 * The digits of E.164, without the plus: those behind `+` or `00`, without a `(0)`; of a number that begins with neither, those of
 * the calling code and of the number without leading zeros. Null for what has letters, or then has not 7 to 15 digits.
 */
const phoneDigits = (text: SQL, callingCode: string | undefined): SQL =>
  sql`(select case when n.digits ~ '^[1-9][0-9]{6,14}$' then n.digits end
    from (
      select case
        when ${text} ~ '[[:alpha:]]' then null
        when ${text} ~ '^[[:space:]]*[+]' then d.digits
        when d.digits like '00%' then substr(d.digits, 3)
        else ${callingCode ?? null}::text || ltrim(d.digits, '0')
      end as digits
      from (
        select regexp_replace(case when ${text} ~ '^[[:space:]]*([+]|00)' then replace(${text}, '(0)', '') else ${text} end,
          '[^0-9]', '', 'g') as digits
      ) d
    ) n)`;

/** SHA-256, in lower-case hexadecimal, of a text as an e-mail address or telephone number; null where it is none. */
export function hashedValue(text: SQL, as: HashedAs, callingCode: string | undefined): SQL {
  const normalised = as === 'EMAIL' ? normalisedEmail(text) : phoneDigits(text, callingCode);
  return sql`encode(sha256(convert_to(${normalised}, 'UTF8')), 'hex')`;
}
