import { bigint, boolean, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import { app, customerId, facet, key } from './columns.js';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'string' });
const loadId = () => bigint('load_id', { mode: 'bigint' }).notNull();

/** One row per customer (spec A10): what customers are chosen and left out by, as of the day of its load. */
export const customerAttributes = facet.table('customer_attributes', {
  customerId: customerId().primaryKey(),
  app: app(),
  isPurchaser: boolean('is_purchaser'),
  isProspect: boolean('is_prospect'),
  contactableEmail: boolean('contactable_email'),
  contactablePhone: boolean('contactable_phone'),
  contactableAddress: boolean('contactable_address'),
  contactablePaidSocial: boolean('contactable_paid_social'),
  contactableGlobal: boolean('contactable_global'),
  isNoPiiAmperityId: boolean('is_no_pii_amperity_id'),
  isEmailOptedIn: boolean('is_email_opted_in'),
  isSmsOptedIn: boolean('is_sms_opted_in'),
  historicalPurchaserLifecycleStatus: text('historical_purchaser_lifecycle_status'),
  churnTrigger: text('churn_trigger'),
  churnTriggerStartDatetime: instant('churn_trigger_start_datetime'),
  isOutlier: boolean('is_outlier'),
  isReseller: boolean('is_reseller'),
  isTestAccount: boolean('is_test_account'),
  isEmployee: boolean('is_employee'),
  isBusiness: boolean('is_business'),
  isGiftGiver: boolean('is_gift_giver'),
  isPrimaryBuyerHousehold: boolean('is_primary_buyer_household'),
  loadId: loadId(),
});

/** Whether a customer wants e-mails: one row per address, brand, region and programme; `''` is "not known". */
export const emailOptStatus = facet.table(
  'email_opt_status',
  {
    customerId: customerId(),
    email: key('email').notNull(),
    brand: key('brand').notNull().default(''),
    region: key('region').notNull().default(''),
    emailProgram: key('email_program').notNull().default(''),
    isEmailOptedIn: boolean('is_email_opted_in').notNull(),
    emailFrequency: text('email_frequency'),
    languagePreference: text('language_preference'),
    /** When the customer said so, or the source was told. */
    updateDt: instant('update_dt'),
    app: app(),
    loadId: loadId(),
  },
  (table) => [
    primaryKey({
      name: 'email_opt_status_pk',
      columns: [table.customerId, table.email, table.brand, table.region, table.emailProgram],
    }),
  ],
);

/** Whether a customer wants text messages: one row per phone number, brand, region and programme; `''` is "not known". */
export const smsOptStatus = facet.table(
  'sms_opt_status',
  {
    customerId: customerId(),
    phone: key('phone').notNull(),
    brand: key('brand').notNull().default(''),
    region: key('region').notNull().default(''),
    smsProgram: key('sms_program').notNull().default(''),
    isSmsOptedIn: boolean('is_sms_opted_in').notNull(),
    smsFrequency: text('sms_frequency'),
    languagePreference: text('language_preference'),
    /** When the customer said so, or the source was told. */
    updateDt: instant('update_dt'),
    app: app(),
    loadId: loadId(),
  },
  (table) => [
    primaryKey({
      name: 'sms_opt_status_pk',
      columns: [table.customerId, table.phone, table.brand, table.region, table.smsProgram],
    }),
  ],
);
