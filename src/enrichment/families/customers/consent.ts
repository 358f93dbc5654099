import { sql, type SQL } from 'drizzle-orm';
import type { DaysToCompute } from '../../definitions/definition.js';

/** SQL over a row `c` of `withConsent`: whether e-mails are wanted; where no consent is kept at all, they are. */
export const isEmailWanted = '(not c.keeps_email_consent or coalesce(c.email_opted_in, false))';

/** SQL over a row `c` of `withConsent`: whether text messages are wanted; where no consent is kept at all, they are. */
export const isSmsWanted = '(not c.keeps_sms_consent or coalesce(c.sms_opted_in, false))';

/** Whether something is wanted by one of two answers; null where both are. */
const eitherWants = (one: string, other: string): string =>
  `case when ${one} or ${other} then true else coalesce(${one}, ${other}) end`;

/** A table of consent, and how its addresses or numbers are compared. */
interface ConsentTable {
  readonly table: string;
  readonly column: 'email' | 'phone';
  readonly flag: string;
  readonly compared: (column: string) => string;
}

const emails: ConsentTable = {
  table: 'email_opt_status',
  column: 'email',
  flag: 'is_email_opted_in',
  compared: (email) => `lower(${email})`,
};

/** Phone numbers are compared by their digits alone. */
const messages: ConsentTable = {
  table: 'sms_opt_status',
  column: 'phone',
  flag: 'is_sms_opted_in',
  compared: (phone) => `regexp_replace(${phone}, '\\D', '', 'g')`,
};

/** SQL: the consent that rows of the customer hold (`own_…`), and that of rows that name no customer (`any_…`). */
function joined({ table, column, flag, compared }: ConsentTable): SQL {
  const current = compared(`customers.${column}`);
  return sql.raw(`
    left join (
      select customer_id, ${compared(column)} as compared, bool_or(${flag}) as opted_in
      from facet.${table} where customer_id <> '' group by 1, 2
    ) as own_${column} on own_${column}.customer_id = customers.customer_id and own_${column}.compared = ${current}
    left join (
      select ${compared(column)} as compared, bool_or(${flag}) as opted_in
      from facet.${table} where customer_id = '' group by 1
    ) as any_${column} on any_${column}.compared = ${current}`);
}

/**
 * SQL of customers with the day of their registration and what they want: the consent for the address and number that the customer
 * has now, whoever of several programmes it was given to. A row that names no customer is that of whoever has its address.
 */
export const withConsent = ({ timeZone }: Pick<DaysToCompute, 'timeZone'>): SQL => sql`
  select customers.*, (customers.create_dt at time zone ${timeZone})::date as registered,
    ${sql.raw(eitherWants('own_email.opted_in', 'any_email.opted_in'))} as email_opted_in,
    ${sql.raw(eitherWants('own_phone.opted_in', 'any_phone.opted_in'))} as sms_opted_in,
    exists (select 1 from facet.email_opt_status) as keeps_email_consent,
    exists (select 1 from facet.sms_opt_status) as keeps_sms_consent
  from facet.customers ${joined(emails)} ${joined(messages)}`;
