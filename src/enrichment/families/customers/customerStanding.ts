import { sql } from 'drizzle-orm';
import type { Config } from '../../../config.js';
import type { AttributeFamily, BaseAttribute } from '../../definitions/definition.js';
import { attributeColumns, dayRows } from '../../definitions/familyRows.js';
import { isEmailWanted, isSmsWanted, withConsent } from './consent.js';
import { patternSql } from './patternSql.js';
import { purchaserAttributes } from './purchaserAttributes.js';

const standing = { category: 'Standing', piiClass: 'NONE' } as const;

type Words = Pick<BaseAttribute, 'name' | 'description' | 'sql'> & Partial<Pick<BaseAttribute, 'piiClass'>>;

const flag = (words: Words): BaseAttribute => ({ ...standing, ...words, alias: words.name, dataType: 'boolean' });

const noPii =
  '(c.name_completion = 0 and c.email_completion = 0 and c.phone_completion = 0 and c.address_completion = 0)';

/** What of the address and the name makes a household; folded, so that case and accents do not part people. */
const householdParts = [
  'address',
  "coalesce(c.address2, '')",
  'city',
  'state',
  'postal',
  "coalesce(c.country, '')",
  'surname',
].map((part) => `facet.folded(${part.startsWith('coalesce') ? part : `c.${part}`})`);

type Patterns = Config['enrichment']['customers'];

/** A flag that the config's own pattern decides; null without one. */
const patterned = (
  name: string,
  key: 'isTestAccount' | 'isEmployee' | 'isGiftGiver',
  what: string,
  patterns: Patterns,
): BaseAttribute => {
  const pattern = patterns[key];
  return flag({
    name,
    piiClass: 'DEMOGRAPHIC',
    description: `Whether the customer is ${what} by enrichment.customers.${key}; null where that is not set.`,
    sql: pattern === undefined ? 'null::boolean' : patternSql(key, pattern),
  });
};

const known = (patterns: Patterns): readonly BaseAttribute[] => [
  flag({
    name: 'contactable_paid_social',
    description:
      'Whether the customer can be reached by advertising in social networks: an e-mail address or a phone number is contactable.',
    sql: `(c.email_completion = 1 and ${isEmailWanted}) or (c.phone_completion = 1 and ${isSmsWanted})`,
  }),
  flag({
    name: 'contactable_global',
    description:
      'Whether anything is known that points at the person: a name, an e-mail address, a phone number or part of an address.',
    sql: `not ${noPii}`,
  }),
  flag({
    name: 'is_no_pii_amperity_id',
    description: 'Whether no name, e-mail address, phone number or address is known.',
    sql: noPii,
  }),
  flag({
    name: 'is_email_opted_in',
    description:
      'Whether e-mails are wanted at the known address, by at least one programme; null where nothing was said.',
    sql: 'c.email_opted_in',
  }),
  flag({
    name: 'is_sms_opted_in',
    description:
      'Whether text messages are wanted at the known number, by at least one programme; null where nothing was said.',
    sql: 'c.sms_opted_in',
  }),
  patterned('is_test_account', 'isTestAccount', 'a test account', patterns),
  patterned('is_employee', 'isEmployee', 'an employee', patterns),
  patterned('is_gift_giver', 'isGiftGiver', 'one who buys gifts', patterns),
  {
    ...standing,
    name: 'household_id',
    alias: 'household_id',
    description: 'The same for customers of one surname at one full address; null where either is not known.',
    dataType: 'text',
    piiClass: 'LOCATION',
    sql: `case when c.address_completion = 4 and c.surname is not null then left(md5(concat_ws(chr(31), ${householdParts.join(', ')})), 16) end`,
  },
];

/**
 * Customer attributes (spec A10) that `personAttributes` has not: what is known of a person with consent, and where they stand as
 * a purchaser. Rows as there.
 */
export const customerStanding = (config: Pick<Config, 'enrichment' | 'timeZone'>): AttributeFamily => ({
  name: 'customer_standing',
  source: 'Customers, their orders and what they want',
  ownTable: 'customer_attributes',
  attributes: [...known(config.enrichment.customers), ...purchaserAttributes(config)],
  rows: (wanted, context) => sql`
    select c.customer_id, days.day, ${attributeColumns(wanted)}
    from ${dayRows(context)} cross join (${withConsent(context)}) as c`,
});
