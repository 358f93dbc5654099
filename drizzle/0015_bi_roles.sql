-- Each database has a role of its own for BI tools, which `facet bi` makes. One role for the whole server read every database of Facet's
-- with one password. Databases that were made with it keep it until `facet bi` gives them their own; one that is being made drops it
-- again, where no other database uses it.
DO $$
DECLARE
  patience text := current_setting('lock_timeout');
BEGIN
  -- The database is being made where this transaction wrote the first of its migrations.
  IF (SELECT xmin FROM facet.migrations ORDER BY created_at LIMIT 1) <> pg_current_xact_id()::xid THEN RETURN; END IF;
  REVOKE ALL ON SCHEMA bi FROM facet_bi;
  REVOKE ALL ON ALL TABLES IN SCHEMA bi FROM facet_bi;
  ALTER DEFAULT PRIVILEGES IN SCHEMA bi REVOKE ALL ON TABLES FROM facet_bi;
  BEGIN
    -- Two databases that are made at a time would wait for each other.
    PERFORM set_config('lock_timeout', '10ms', true);
    DROP ROLE facet_bi;
    PERFORM set_config('lock_timeout', patience, true);
  EXCEPTION
    WHEN insufficient_privilege OR dependent_objects_still_exist OR lock_not_available OR object_in_use THEN NULL;
  END;
EXCEPTION
  WHEN undefined_object THEN NULL;
END $$;
