import { sql } from 'drizzle-orm';
import type { Config } from '../../../config.js';
import type { AttributeFamily, BaseAttribute } from '../../definitions/definition.js';
import { attributeColumns, dayRows } from '../../definitions/familyRows.js';
import { isEmailWanted, isSmsWanted, withConsent } from './consent.js';
import { patternSql } from './patternSql.js';

const profile = { category: 'Profile', piiClass: 'NONE' } as const;

const attributes: readonly BaseAttribute[] = [
  {
    ...profile,
    name: 'gender',
    alias: 'GENDER',
    description: 'Gender as the best source record gives it.',
    dataType: 'text',
    piiClass: 'DEMOGRAPHIC',
    sql: 'c.gender',
  },
  {
    ...profile,
    name: 'birthdate',
    alias: 'BIRTHDATE',
    description: 'Date of birth.',
    dataType: 'date',
    piiClass: 'IDENTITY',
    sql: 'c.birthdate',
  },
  {
    ...profile,
    name: 'age',
    alias: 'AGE',
    description: 'Whole years from the date of birth to the day.',
    dataType: 'integer',
    unit: 'years',
    piiClass: 'DEMOGRAPHIC',
    sql: 'case when c.birthdate <= days.day then extract(year from age(days.day, c.birthdate)) end',
  },
  {
    ...profile,
    name: 'city',
    alias: 'CITY',
    description: 'City of residence.',
    dataType: 'text',
    piiClass: 'LOCATION',
    sql: 'c.city',
  },
  {
    ...profile,
    name: 'state',
    alias: 'STATE',
    description: 'State, province or region of residence.',
    dataType: 'text',
    piiClass: 'LOCATION',
    sql: 'c.state',
  },
  {
    ...profile,
    name: 'country',
    alias: 'COUNTRY',
    description: 'Country of residence.',
    dataType: 'text',
    piiClass: 'LOCATION',
    sql: 'c.country',
  },
  {
    ...profile,
    name: 'email_domain',
    alias: 'EMAIL_DOMAIN',
    description: 'The part of the e-mail address after the @, in lower case.',
    dataType: 'text',
    piiClass: 'CONTACT',
    sql: "nullif(lower(split_part(c.email, '@', 2)), '')",
  },
  {
    ...profile,
    name: 'account_id',
    alias: 'ACCOUNT_ID',
    description: 'The business account the customer buys for.',
    dataType: 'text',
    sql: 'c.account_id',
  },
  {
    ...profile,
    name: 'is_business',
    alias: 'IS_BUSINESS',
    description:
      'Whether the customer buys for a business account, or looks like a business by enrichment.customers.isBusiness.',
    dataType: 'boolean',
    sql: 'c.account_id is not null',
  },
  {
    ...profile,
    name: 'is_loyalty_member',
    alias: 'IS_LOYALTY_MEMBER',
    description: 'Whether the customer has a loyalty id.',
    dataType: 'boolean',
    sql: 'c.loyalty_id is not null',
  },
  {
    ...profile,
    name: 'contactable_email',
    alias: 'CONTACTABLE_EMAIL',
    description: 'Whether an e-mail address is known and, where consent is kept, e-mails to it are wanted.',
    dataType: 'boolean',
    sql: `c.email_completion = 1 and ${isEmailWanted}`,
  },
  {
    ...profile,
    name: 'contactable_phone',
    alias: 'CONTACTABLE_PHONE',
    description: 'Whether a phone number is known and, where consent is kept, text messages to it are wanted.',
    dataType: 'boolean',
    sql: `c.phone_completion = 1 and ${isSmsWanted}`,
  },
  {
    ...profile,
    name: 'contactable_address',
    alias: 'CONTACTABLE_ADDRESS',
    description: 'Whether street, city, state and postal code are all known.',
    dataType: 'boolean',
    sql: 'c.address_completion = 4',
  },
  {
    ...profile,
    name: 'registration_date',
    alias: 'REGISTRATION_DATE',
    description: 'The day the customer was first recorded by a source.',
    dataType: 'date',
    sql: 'c.registered',
  },
  {
    ...profile,
    name: 'days_since_registration',
    alias: 'DAYS_SINCE_REGISTRATION',
    description: 'Whole days from the registration to the day; null before it.',
    dataType: 'integer',
    unit: 'days',
    sql: 'case when c.registered <= days.day then days.day - c.registered end',
  },
  {
    ...profile,
    name: 'source_records',
    alias: 'NUMBER_OF_SOURCE_RECORDS',
    description: 'How many source records were merged into the customer.',
    dataType: 'integer',
    unit: 'count',
    sql: 'c.source_records',
  },
  {
    ...profile,
    name: 'profile_updated_at',
    alias: 'PROFILE_UPDATED_AT',
    description: 'When a source last changed a record of the customer.',
    dataType: 'datetime',
    sql: 'c.update_dt',
  },
];

/** The attributes; who is a business depends on the config, too. */
const attributesFor = ({ isBusiness }: Config['enrichment']['customers']): readonly BaseAttribute[] =>
  isBusiness === undefined
    ? attributes
    : attributes.map((attribute) =>
        attribute.name === 'is_business'
          ? { ...attribute, sql: `${attribute.sql} or ${patternSql('isBusiness', isBusiness)}` }
          : attribute,
      );

/**
 * What is known of a person. Rows: `c` is the customer as merged now (the past of a person is not kept, so every day
 * shows today's answer), with consent, `days.day` the day.
 */
export const personAttributes = ({ enrichment: { customers } }: Pick<Config, 'enrichment'>): AttributeFamily => ({
  name: 'customer_attributes',
  source: 'Customers',
  attributes: attributesFor(customers),
  isOfMaster: true,
  rows: (wanted, context) => sql`
    select c.customer_id, days.day, ${attributeColumns(wanted)}
    from ${dayRows(context)} cross join (${withConsent(context)}) as c`,
});
