/** A column of `imported_attributes`: the source that gave it, and its name in the import. */
export interface ImportedColumn {
  readonly source: string;
  readonly name: string;
}

const form = /^imported\.([a-z][a-z0-9_]{0,39})\.([A-Za-z][A-Za-z0-9_]*)$/;

/** The key in the catalogue of what fills a slot from an imported column. */
export const importedKey = ({ source, name }: ImportedColumn): string => `imported.${source}.${name}`;

/** The imported column that a key in the catalogue stands for; undefined for the key of a calculated attribute. */
export function importedColumn(key: string | null): ImportedColumn | undefined {
  const [, source, name] = form.exec(key ?? '') ?? [];
  return source === undefined || name === undefined ? undefined : { source, name };
}

/** Whether a source may be called so: small letters, digits and underscores, a letter first, 40 at the most. */
export const isSourceName = (name: string): boolean =>
  importedColumn(importedKey({ source: name, name: 'A' })) !== undefined;
