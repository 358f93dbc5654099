import { sql } from 'drizzle-orm';
import { dataTypes } from '../catalogue/dataTypes.js';
import type { FieldMeaning } from '../catalogue/meaning.js';
import type { MetricDefinition, MetricFamily } from './definition.js';
import { dayRows, metricColumns } from './familyRows.js';

/** The definition of an imported column, named as the import names it. */
const importedDefinition = (
  name: string,
  { alias, description, dataType }: Pick<FieldMeaning, 'alias' | 'description' | 'dataType'>,
): MetricDefinition => ({
  name,
  alias,
  description,
  dataType,
  category: 'Imported',
  sql: `(a.attributes ->> '${name}')::${dataTypes[dataType].sqlType}`,
});

/**
 * What one source gives ready-made. Rows: `a` is the customer's row of the source as imported last (its past is not kept,
 * so every day shows the newest answer). `meanings` are those its columns fill, by the columns' names.
 */
export const importedFamily = (
  source: string,
  meanings: ReadonlyMap<string, Pick<FieldMeaning, 'alias' | 'description' | 'dataType'>>,
): MetricFamily => ({
  name: `imported_${source}`,
  metrics: [...meanings].map(([name, meaning]) => importedDefinition(name, meaning)),
  rows: (wanted, context) => sql`
    select a.customer_id, days.day, ${metricColumns(wanted)}
    from ${dayRows(context)} cross join facet.imported_attributes a where a.source = ${source}`,
});
