/** SQL behind `from`: the rows of a table of the schema `facet` that a view shows, under an alias. */
export type TableRows = (table: string, alias: string) => string;

/** All rows. */
export const allRows: TableRows = (table, alias) => `facet.${table} ${alias}`;
