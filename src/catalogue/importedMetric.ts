/** A column of `imported_attributes`: the source that gave it, and its name in the import. */
export interface ImportedColumn {
  readonly source: string;
  readonly name: string;
}

const form = /^imported\.([a-z][a-z0-9_]{0,39})\.([A-Za-z][A-Za-z0-9_]*)$/;

/** The name in the catalogue of the metric that fills a slot from an imported column. */
export const importedMetric = ({ source, name }: ImportedColumn): string => `imported.${source}.${name}`;

/** The imported column that a metric's name stands for; undefined for any other metric. */
export function importedColumn(metric: string | null): ImportedColumn | undefined {
  const [, source, name] = form.exec(metric ?? '') ?? [];
  return source === undefined || name === undefined ? undefined : { source, name };
}

/** Whether a source may be called so: small letters, digits and underscores, a letter first, 40 at the most. */
export const isSourceName = (name: string): boolean =>
  importedColumn(importedMetric({ source: name, name: 'A' })) !== undefined;
