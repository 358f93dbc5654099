import type { EntityMetaRow } from '../levels/meta.js';
import type { MetricValueRow } from '../levels/values.js';
import type { AggregationLevel } from './AggregationLevel.js';
import type { MetaByLevel, QueryResponse } from './QueryResponse.js';

type Nullable<T> = { readonly [K in keyof T]?: T[K] | null | undefined };

/** What is known of an entity, as the graph spells it; what its level does not have may be null or left out. */
export type Meta = Nullable<EntityMetaRow>;

/** A value, as the graph spells it. */
export type Value = Pick<MetricValueRow, 'name' | 'value' | 'unit' | 'effectiveDate'> & {
  readonly valueFormatted: string | null;
};

/** The keys of each level's `meta`, in the order in which they are written. */
const metaKeys: { readonly [L in AggregationLevel]: readonly (keyof MetaByLevel[L])[] } = {
  CUSTOMER: ['customer_id'],
  ACCOUNT: ['account_id', 'account_name', 'customer_industry', 'is_key_account', 'n_employees'],
  CONTRACT: ['contract_id', 'contract_name', 'customer_industry'],
  COMPANY: ['company_id', 'company_name', 'country', 'customer_industry', 'n_employees'],
  INDUSTRY: ['industry_id', 'industry_name'],
};

const graphName = (key: string): keyof Meta =>
  key.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()) as keyof Meta;

/** An entity with its values in the shape, and the order of keys, of the original document. */
export function toResponse<L extends AggregationLevel>(
  level: L,
  meta: Meta,
  values: readonly Value[],
): QueryResponse<L> {
  const keys: readonly string[] = metaKeys[level];
  const known: unknown = Object.fromEntries(keys.map((key) => [key, meta[graphName(key)] ?? null]));
  return {
    meta: known as MetaByLevel[L],
    metrics: values.map(({ effectiveDate, name, unit, value, valueFormatted }) => ({
      effective_date: effectiveDate,
      metric_name: name,
      metric_unit: unit,
      metric_value: value,
      metric_value_formatted: valueFormatted,
    })),
  };
}
