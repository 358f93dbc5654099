-- Schema and role for BI tools. The views over the wide table follow the catalogue and are made by the program.
CREATE SCHEMA bi;
--> statement-breakpoint
CREATE VIEW bi.vw_customer_profile_fields_v1_2 AS
SELECT slot AS field_name, alias AS alias_field_name, description, data_type, unit, valid_from, valid_to
FROM facet.customer_profile_fields;
--> statement-breakpoint
-- Roles belong to the whole server: another database, or another start at the same moment, may have made it; a user
-- without CREATEROLE leaves it to an administrator (`facet bi` prints the statements).
DO $$
BEGIN
  CREATE ROLE facet_bi LOGIN;
  ALTER ROLE facet_bi SET search_path = bi;
  ALTER ROLE facet_bi SET default_transaction_read_only = on;
EXCEPTION
  WHEN insufficient_privilege OR duplicate_object OR unique_violation THEN NULL;
END $$;
--> statement-breakpoint
DO $$
BEGIN
  GRANT USAGE ON SCHEMA bi TO facet_bi;
  GRANT SELECT ON ALL TABLES IN SCHEMA bi TO facet_bi;
  ALTER DEFAULT PRIVILEGES IN SCHEMA bi GRANT SELECT ON TABLES TO facet_bi;
EXCEPTION
  WHEN undefined_object THEN NULL;
END $$;
