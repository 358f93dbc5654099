import type { Sql } from '../db/client.js';
import type { DataType } from '../words/dataTypes.js';
import { isDeclaredClass } from '../words/piiClasses.js';
import { createCatalogue, type Catalogue } from './catalogue.js';
import type { FieldMeaning } from './meaning.js';
import type { RetiredName } from './retiredNames.js';

interface Row {
  version: number;
  field_id: number | null;
  slot: string;
  alias: string;
  former_names: string[];
  data_type: DataType;
  unit: string | null;
  description: string;
  category: string | null;
  pii_class: string | null;
  definition: string | null;
  valid_from: string | null;
  valid_to: string | null;
  retired_from: number | null;
  retired: readonly Omit<RetiredName, 'fieldId'>[] | null;
}

const toRetired = ({ retired_from: fieldId, retired }: Row): RetiredName[] =>
  fieldId === null ? [] : (retired ?? []).map((name) => ({ ...name, fieldId }));

const toMeaning = (row: Row & { field_id: number }): FieldMeaning => ({
  fieldId: row.field_id,
  slot: row.slot,
  alias: row.alias,
  formerNames: row.former_names,
  dataType: row.data_type,
  unit: row.unit,
  description: row.description,
  category: row.category,
  piiClass: isDeclaredClass(row.pii_class) ? row.pii_class : null,
  definition: row.definition,
  validFrom: row.valid_from,
  validTo: row.valid_to,
});

/** Reads the catalogue, what is retired and the version in one statement, so that they belong together. */
export async function readCatalogue(client: Sql): Promise<Catalogue> {
  const rows = await client<Row[]>`
    select v.version::int as version, f.*, r.field_id as retired_from, r.retired
    from facet.catalogue_version v left join (
      facet.customer_profile_fields f full join (
        select field_id, jsonb_agg(jsonb_build_object('name', name, 'dataType', data_type,
          'seconds', extract(epoch from answers_until - clock_timestamp())) order by name) as retired
        from facet.retired_field_names where answers_until > clock_timestamp() group by field_id) r
      on r.field_id = f.field_id) on true
    order by f.field_id`;
  const present = rows.filter((row): row is Row & { field_id: number } => row.field_id !== null);
  return createCatalogue(rows[0]?.version ?? 0, present.map(toMeaning), rows.flatMap(toRetired));
}

/** The number of the newest change of the catalogue. */
export async function readCatalogueVersion(client: Sql): Promise<number> {
  const [row] = await client<{ version: number }[]>`select version::int as version from facet.catalogue_version`;
  return row?.version ?? 0;
}
