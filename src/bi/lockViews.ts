import type { Sql } from '../db/client.js';

/** Held until the end of a transaction by whoever changes the views or the rights on them. */
export const lockViews = (client: Sql) => client`select pg_advisory_xact_lock(hashtext('facet.views'))`;
