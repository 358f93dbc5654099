import { sql } from 'drizzle-orm';
import type { FieldMeaning } from '../catalogue/meaning.js';
import type { BaseMetric, MetricFamily } from './definition.js';
import { dayRows, metricColumns } from './familyRows.js';
import { readStored } from './readStored.js';

/** A meaning that an imported column fills: the column's name in the import, and the slot. */
export interface ImportedMeaning extends Pick<FieldMeaning, 'alias' | 'description' | 'dataType' | 'slot'> {
  readonly column: string;
}

/** The name of an imported metric in statements: the one in the catalogue may be longer than PostgreSQL's names. */
export const importedName = ({ slot }: Pick<FieldMeaning, 'slot'>): string => `imported ${slot}`;

const importedDefinition = ({ column, slot, alias, description, dataType }: ImportedMeaning): BaseMetric => ({
  name: importedName({ slot }),
  alias,
  description,
  dataType,
  category: 'Imported',
  isForeign: true,
  sql: readStored(`(a.attributes ->> '${column}')`, dataType),
});

/**
 * What one source gives ready-made. Rows: `a` is the customer's row of the source as imported last (its past is not kept,
 * so every day shows the newest answer).
 */
export const importedFamily = (source: string, meanings: readonly ImportedMeaning[]): MetricFamily => ({
  name: `imported_${source}`,
  source: `Imported attributes of ${source}`,
  isOfMaster: true,
  metrics: meanings.map(importedDefinition),
  rows: (wanted, context) => sql`
    select a.customer_id, days.day, ${metricColumns(wanted)}
    from ${dayRows(context)} cross join facet.imported_attributes a where a.source = ${source}`,
});
