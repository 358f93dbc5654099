import { sql, type SQL } from 'drizzle-orm';
import type { DaysToCompute } from '../../definitions/definition.js';

/** SQL over a row `c` of `withConsent`: whether e-mails are wanted; where no consent is kept at all, they are. */
export const isEmailWanted = '(not c.keeps_email_consent or coalesce(c.email_opted_in, false))';

/** SQL over a row `c` of `withConsent`: whether text messages are wanted; where no consent is kept at all, they are. */
export const isSmsWanted = '(not c.keeps_sms_consent or coalesce(c.sms_opted_in, false))';

/** Phone numbers are compared by their digits alone. */
const digits = (phone: string): string => `regexp_replace(${phone}, '\\D', '', 'g')`;

/**
 * SQL of customers with the day of their registration and what they want: the consent for the address and number that the customer
 * has now, whoever of several programmes it was given to.
 */
export const withConsent = ({ timeZone }: Pick<DaysToCompute, 'timeZone'>): SQL => sql`
  select customers.*, (customers.create_dt at time zone ${timeZone})::date as registered,
    emails.opted_in as email_opted_in, messages.opted_in as sms_opted_in,
    exists (select 1 from facet.email_opt_status) as keeps_email_consent,
    exists (select 1 from facet.sms_opt_status) as keeps_sms_consent
  from facet.customers
  left join (
    select customer_id, lower(email) as email, bool_or(is_email_opted_in) as opted_in
    from facet.email_opt_status group by 1, 2
  ) as emails on emails.customer_id = customers.customer_id and emails.email = lower(customers.email)
  left join (
    select customer_id, ${sql.raw(digits('phone'))} as phone, bool_or(is_sms_opted_in) as opted_in
    from facet.sms_opt_status group by 1, 2
  ) as messages on messages.customer_id = customers.customer_id and messages.phone = ${sql.raw(digits('customers.phone'))}`;
