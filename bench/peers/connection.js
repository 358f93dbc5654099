import postgres from 'postgres';

/** The connection that `PGHOST` and others name, by a unix socket; as many as Facet has. */
export const connect = (settings = {}) =>
  postgres({
    connection: settings,
    host: process.env.PGHOST,
    user: process.env.PGUSER,
    password: process.env.PGPASSWORD,
    database: process.env.PGDATABASE,
    max: 10,
    types: {
      // Days, instants and decimals as texts: what a driver makes of them would have to be undone.
      text: { to: 25, from: [1082, 1184], serialize: String, parse: (value) => value },
    },
  });

/** The attributes with the slots that they are kept in, in the order of the catalogue. */
export const readAttributes = (sql) => sql`
  select alias, lower(slot) as slot, data_type as "dataType" from facet.customer_profile_fields order by field_id`;

/** `SHOP_LAST_SEEN` → `shopLastSeen` */
export const fieldName = (alias) => alias.toLowerCase().replace(/_(.)/g, (_, letter) => letter.toUpperCase());

/** How many attributes most cases ask for. */
export const askedCount = 19;
