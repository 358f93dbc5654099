import { boolean, index, integer, text } from 'drizzle-orm/pg-core';
import { app, facet, key } from './columns.js';

export const industries = facet.table('industries', {
  industryId: key('industry_id').primaryKey(),
  industryName: text('industry_name').notNull(),
  app: app(),
});

export const companies = facet.table(
  'companies',
  {
    companyId: key('company_id').primaryKey(),
    companyName: text('company_name').notNull(),
    industryId: key('industry_id').references(() => industries.industryId),
    country: text('country'),
    nEmployees: integer('n_employees'),
    app: app(),
  },
  (table) => [index('companies_industry').on(table.industryId)],
);

export const contracts = facet.table(
  'contracts',
  {
    contractId: key('contract_id').primaryKey(),
    contractName: text('contract_name').notNull(),
    companyId: key('company_id').references(() => companies.companyId),
    app: app(),
  },
  (table) => [index('contracts_company').on(table.companyId)],
);

export const accounts = facet.table(
  'accounts',
  {
    accountId: key('account_id').primaryKey(),
    accountName: text('account_name').notNull(),
    contractId: key('contract_id').references(() => contracts.contractId),
    isKeyAccount: boolean('is_key_account').notNull().default(false),
    nEmployees: integer('n_employees'),
    app: app(),
  },
  (table) => [index('accounts_contract').on(table.contractId)],
);
