import type { CheckRows } from '../definitions/CheckRows.js';

/**
 * The answers of each address, brand, region and programme, with addresses compared as the enrichment compares them; shown by one of
 * the customers.
 */
const consentByAddress = (kind: 'email' | 'sms', address: string): CheckRows => ({
  name: `${kind} consent by address`,
  table: `${kind}_opt_status`,
  from: `(
    select min(customer_id) as customer_id, min(app) as app, brand, region, ${kind}_program,
      bool_or(is_${kind}_opted_in) as any_in, bool_and(is_${kind}_opted_in) as all_in
    from facet.${kind}_opt_status where ${address} <> '' group by ${address}, brand, region, ${kind}_program
  )`,
  source: 't.app',
  key: ['customer_id', 'brand', 'region', `${kind}_program`],
  isTable: false,
});

/** What is said of e-mails. */
export const emailConsent = consentByAddress('email', 'lower(email)');

/** What is said of text messages. */
export const smsConsent = consentByAddress('sms', String.raw`regexp_replace(phone, '\D', '', 'g')`);
