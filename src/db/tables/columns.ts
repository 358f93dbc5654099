import { sql } from 'drizzle-orm';
import { customType, pgSchema, text } from 'drizzle-orm/pg-core';

/** The schema of all tables. */
export const facet = pgSchema('facet');

/** Text that sorts by bytes, so that a key order is the same on every PostgreSQL, whatever its libraries. */
const keyText = customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' });

/** The key of every per-customer table: the column the database is distributed by. `''` stands for "not known". */
export const customerId = () => keyText('customer_id').notNull();

/** A key column that is a text; it sorts by bytes. */
export const key = (name: string) => keyText(name);

/** The application a row belongs to; row rights work on it. */
export const app = () => text('app').notNull().default('default');

/**
 * The namespace of a row's `source_customer_id` where the row follows the person whose source record has that foreign key;
 * null where the row's own source names the customer.
 */
export const sourceNamespace = () => text('source_namespace');

/** Exact decimal numbers, never rounded. */
export const decimal = customType<{ data: string }>({ dataType: () => 'numeric' });

/** PostgreSQL's range of days. */
export const dateRange = customType<{ data: string }>({ dataType: () => 'daterange' });

/** A full name folded by `facet.folded`, kept beside the name. */
export const foldedName = (name: string) =>
  customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' })(name).generatedAlwaysAs(
    sql`facet.folded(full_name)`,
  );
