import { sql, type SQL } from 'drizzle-orm';
import { consentRows, consentTables } from '../../../consent/consentRows.js';
import { ConsentChannel } from '../../../words/contactChannels.js';
import type { DaysToCompute } from '../../definitions/definition.js';

/** SQL over a row `c` of `withConsent`: whether e-mails are wanted; where no consent is kept at all, they are. */
export const isEmailWanted = '(not c.keeps_email_consent or coalesce(c.email_opted_in, false))';

/** SQL over a row `c` of `withConsent`: whether text messages are wanted; where no consent is kept at all, they are. */
export const isSmsWanted = '(not c.keeps_sms_consent or coalesce(c.sms_opted_in, false))';

const consentFor = (channel: ConsentChannel): SQL => {
  const table = consentTables[channel];
  return consentRows(table, { customers: sql`facet.customers`, consent: sql.raw(`facet.${table.table}`) });
};

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
  left join (${consentFor(ConsentChannel.EMAIL)}) as email_consent on email_consent.customer_id = customers.customer_id
  left join (${consentFor(ConsentChannel.SMS)}) as sms_consent on sms_consent.customer_id = customers.customer_id`;
