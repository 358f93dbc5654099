import type { LinkedBy } from '../../words/linkedBy.js';
import { cleanText, EMAIL_PATTERN } from '../derive/index.js';

/** SQL: a phone number by its digits, without the zeros that stand for a plus; null where there are fewer than six. */
const digits = `substring(regexp_replace(regexp_replace(phone, '[^0-9]', '', 'g'), '^00', '') from '^[0-9]{6,}$')`;

/** SQL: every source record, with the values that records are linked by as they are compared. */
export const comparedRecords = `
  select customer_id, datasource, pk, is_linked or customer_id = '' as waits, made_ids, create_dt,
    lower(${cleanText('email')} collate "C") as email, ${digits} as phone,
    ${cleanText('loyalty_id')} as loyalty_id, foreign_keys
  from facet.unified_customers`;

/** SQL: whether a value may link, beyond being there: only an e-mail has to be one. */
export const canLink = (kind: string, value: string): string =>
  `case when ${kind} = 'email' then ${value} ~ '${EMAIL_PATTERN.replaceAll("'", "''")}' else true end`;

/**
 * SQL: `kind` and `value` of everything that `records` may be linked by, rows of `comparedRecords`, beside their `columns`. The
 * kind of a foreign key is `fk_` with its namespace.
 */
export function linkingValues(records: string, by: readonly LinkedBy[], columns: string): string {
  const kinds = by.filter((kind) => kind !== 'foreign_key');
  const pairs = kinds.map((kind) => `('${kind}', ${kind})`).join(', ');
  const branches = [
    ...(kinds.length === 0
      ? []
      : [
          `select ${columns}, own.kind, own.value from ${records} as record
          cross join lateral (values ${pairs}) as own (kind, value) where own.value is not null`,
        ]),
    ...(by.includes('foreign_key')
      ? [
          `select ${columns}, 'fk_' || own.key as kind, ${cleanText('own.value')} as value from ${records} as record
          cross join lateral jsonb_each_text(record.foreign_keys) as own
          where record.foreign_keys <> '{}' and ${cleanText('own.value')} is not null`,
        ]
      : []),
    // Whoever links by nothing has no value.
    `select ${columns}, ''::text as kind, ''::text as value from ${records} as record where false`,
  ];
  return branches.join(' union all ');
}
