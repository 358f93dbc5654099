import type { AggregationLevel } from './AggregationLevel.js';

/** What is known of a customer. */
export interface CustomerMeta {
  readonly customer_id: string;
}

/** What is known of an account; null where it is not known. */
export interface AccountMeta {
  readonly account_id: string;
  readonly account_name: string;
  /** The name of the industry that the account's company is of. */
  readonly customer_industry: string | null;
  /** Whether it is an account that is looked after closely. */
  readonly is_key_account: boolean;
  /** How many people it employs. */
  readonly n_employees: number | null;
}

/** What is known of a contract; null where it is not known. */
export interface ContractMeta {
  readonly contract_id: string;
  readonly contract_name: string;
  /** The name of the industry that the contract's company is of. */
  readonly customer_industry: string | null;
}

/** What is known of a company; null where it is not known. */
export interface CompanyMeta {
  readonly company_id: string;
  readonly company_name: string;
  /** As the source writes it. */
  readonly country: string | null;
  /** The name of its industry. */
  readonly customer_industry: string | null;
  /** How many people it employs. */
  readonly n_employees: number | null;
}

/** What is known of an industry. */
export interface IndustryMeta {
  readonly industry_id: string;
  readonly industry_name: string;
}

/** What is known of an entity, by its level. */
export interface MetaByLevel {
  readonly CUSTOMER: CustomerMeta;
  readonly ACCOUNT: AccountMeta;
  readonly CONTRACT: ContractMeta;
  readonly COMPANY: CompanyMeta;
  readonly INDUSTRY: IndustryMeta;
}

/** A value of a metric that is effective on one date. */
export interface MetricRow {
  /** `YYYY-MM-DD`: of a month, which values are about as a rule, its first day. */
  readonly effective_date: string;
  readonly metric_name: string;
  /** E.g. `minutes`, `euros`, `percent`, `count`, or the code of a currency; null without one. */
  readonly metric_unit: string | null;
  /** The exact decimal with the digits that it was stored with, e.g. `15000.0`; null where it is known to be missing. */
  readonly metric_value: string | null;
  /** The value as a person reads it, by its unit: `5min`, `€15,000`; null where there is no value. */
  readonly metric_value_formatted: string | null;
}

/** An entity with the metrics that were asked for, in the order of their names and effective dates. */
export interface QueryResponse<L extends AggregationLevel = AggregationLevel> {
  readonly meta: MetaByLevel[L];
  readonly metrics: readonly MetricRow[];
}
