import { sql, type SQL } from 'drizzle-orm';
import type { DaysToCompute } from '../../definitions/definition.js';

/** SQL over a row `c` of `withConsent`: whether e-mails are wanted; where no consent is kept at all, they are. */
export const isEmailWanted = '(not c.keeps_email_consent or coalesce(c.email_opted_in, false))';

/** SQL over a row `c` of `withConsent`: whether text messages are wanted; where no consent is kept at all, they are. */
export const isSmsWanted = '(not c.keeps_sms_consent or coalesce(c.sms_opted_in, false))';

/** A table of consent, and how its addresses or numbers are compared. */
interface ConsentTable {
  readonly table: string;
  readonly column: 'email' | 'phone';
  readonly flag: string;
  readonly program: string;
  readonly compared: (column: string) => string;
}

const emails: ConsentTable = {
  table: 'email_opt_status',
  column: 'email',
  flag: 'is_email_opted_in',
  program: 'email_program',
  compared: (email) => `lower(${email})`,
};

/** Phone numbers are compared by their digits alone; what has none is equal to nothing. */
const messages: ConsentTable = {
  table: 'sms_opt_status',
  column: 'phone',
  flag: 'is_sms_opted_in',
  program: 'sms_program',
  compared: (phone) => `nullif(regexp_replace(${phone}, '\\D', '', 'g'), '')`,
};

/** SQL of rows `(customer_id, opted_in)`: of a row of the customer and one that names none, of the same programme, the former counts. */
function consentOf({ table, column, flag, program, compared }: ConsentTable): string {
  const current = `(select customer_id, ${compared(column)} as compared from facet.customers) as k`;
  return `
    select customer_id, bool_or(opted_in) as opted_in
    from (
      select customer_id, coalesce(bool_or(opted_in) filter (where is_own), bool_or(opted_in)) as opted_in
      from (
        select o.customer_id, o.brand, o.region, o.${program} as program, true as is_own, o.${flag} as opted_in
        from facet.${table} as o join ${current} on k.customer_id = o.customer_id and k.compared = ${compared(`o.${column}`)}
        where o.customer_id <> ''
        union all
        select k.customer_id, a.brand, a.region, a.program, false, a.opted_in
        from ${current} join (
          select ${compared(column)} as compared, brand, region, ${program} as program, bool_or(${flag}) as opted_in
          from facet.${table} where customer_id = '' group by 1, 2, 3, 4
        ) as a on a.compared = k.compared
      ) as said group by customer_id, brand, region, program
    ) as programmes group by customer_id`;
}

/**
 * SQL of customers with the day of their registration and what they want: the consent for the address and number that the customer
 * has now, whoever of several programmes it was given to. A row that names no customer is that of whoever has its address, unless one
 * of the customer says something of the same programme.
 */
export const withConsent = ({ timeZone }: Pick<DaysToCompute, 'timeZone'>): SQL => sql`
  select customers.*, (customers.create_dt at time zone ${timeZone})::date as registered,
    email_consent.opted_in as email_opted_in, sms_consent.opted_in as sms_opted_in,
    exists (select 1 from facet.email_opt_status) as keeps_email_consent,
    exists (select 1 from facet.sms_opt_status) as keeps_sms_consent
  from facet.customers
  left join (${sql.raw(consentOf(emails))}) as email_consent on email_consent.customer_id = customers.customer_id
  left join (${sql.raw(consentOf(messages))}) as sms_consent on sms_consent.customer_id = customers.customer_id`;
