import type { AggregationLevel, AttributeValue, Levels } from '../words/levels.js';

interface OfIndustry {
  /** The name of the industry that the entity is of. */
  readonly customer_industry: string | null;
}

type AttributesMeta<A> = {
  readonly [N in keyof A as A[N] extends { readonly column: infer C extends string } ? C : never]: AttributeValue<A[N]>;
};

type MetaOf<F extends Levels[AggregationLevel]> = Readonly<
  Record<F['key'], string> & (F['name'] extends string ? Record<F['name'], string> : unknown)
> &
  (F['tellsIndustry'] extends true ? OfIndustry : unknown) &
  AttributesMeta<F['attributes']>;

/** What is known of an entity, by its level: its key, its name, and what else the level knows; null where it is not known. */
export type MetaByLevel = { readonly [L in AggregationLevel]: MetaOf<Levels[L]> };

/** What is known of a customer: `customer_id`. */
export type CustomerMeta = MetaByLevel[typeof AggregationLevel.CUSTOMER];

/** What is known of an account: `account_id`, `account_name`, `customer_industry`, `is_key_account`, `n_employees`. */
export type AccountMeta = MetaByLevel[typeof AggregationLevel.ACCOUNT];

/** What is known of a contract: `contract_id`, `contract_name`, `customer_industry`. */
export type ContractMeta = MetaByLevel[typeof AggregationLevel.CONTRACT];

/** What is known of a company: `company_id`, `company_name`, `country`, `customer_industry`, `n_employees`. */
export type CompanyMeta = MetaByLevel[typeof AggregationLevel.COMPANY];

/** What is known of an industry: `industry_id`, `industry_name`. */
export type IndustryMeta = MetaByLevel[typeof AggregationLevel.INDUSTRY];

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
