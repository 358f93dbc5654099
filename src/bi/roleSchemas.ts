import type { Sql } from '../db/client.js';

/** A schema with the views of a role of the config. */
export interface RoleSchema {
  readonly schema: string;
  /** The schema as SQL takes it. */
  readonly quoted: string;
  /** The role's name in the config. */
  readonly role: string;
  /** What its views were made by, see `policyDigest`. */
  readonly digest: string;
}

/** What the comment of such a schema says; nothing else is read from it. */
export const schemaComment = (role: string, digest: string): string =>
  `What the role "${role}" of the config of Facet sees; policy ${digest}.`;

const commentPattern = '^What the role "([A-Za-z][\\w-]*)" of the config of Facet sees; policy ([0-9a-f]{16})\\.$';

/** The schemas with views of roles that are in the database and are the user's own, by name. */
export const readRoleSchemas = (client: Sql): Promise<RoleSchema[]> => client<RoleSchema[]>`
  select n.nspname as schema, quote_ident(n.nspname) as quoted, said[1] as role, said[2] as digest
  from pg_namespace n, regexp_match(obj_description(n.oid, 'pg_namespace'), ${commentPattern}) as said
  where n.nspname like 'bi\\_%' and pg_has_role(n.nspowner, 'usage') and said is not null
  order by n.nspname collate "C"`;
