-- Slots keep numbers as they are. Taking the scale away changes the catalogue of the database alone: no row is written anew, only
-- indexes over numbers are. PostgreSQL refuses it while views read the columns: those of `bi` are made again with what is attached to them.
DO $$
DECLARE
  anew text[];
  statement text;
BEGIN
  WITH views AS (
    SELECT c.oid, c.relacl, c.relowner, format('%I.%I', n.nspname, c.relname) AS name
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'bi' AND c.relkind = 'v' AND c.relname IN ('customer_profiles', 'vw_customer_profiles_real_field_names')
  ), columns AS (
    SELECT views.*, a.attname, a.attnum, a.attacl
    FROM views JOIN pg_attribute a ON a.attrelid = views.oid AND a.attnum > 0
  ), grants AS (
    SELECT name, relowner, NULL::name AS attname, relacl AS acl FROM views
    UNION ALL SELECT name, relowner, attname, attacl FROM columns
  ), statements AS (
    SELECT 1 AS place, format('DROP VIEW %s', name) AS text FROM views
    UNION ALL
    SELECT 2, 'ALTER TABLE facet.customer_profiles ' || string_agg(format('ALTER COLUMN %I TYPE numeric', attname), ', ' ORDER BY attnum)
    FROM pg_attribute
    WHERE attrelid = 'facet.customer_profiles'::regclass AND attname ~ '^field\d+$' AND NOT attisdropped
    UNION ALL
    SELECT 3, format('CREATE VIEW %s AS %s', name, pg_get_viewdef(oid)) FROM views
    UNION ALL
    SELECT 4, format('GRANT %s%s ON %s TO %s%s', g.privilege_type, ' (' || quote_ident(attname) || ')', name,
      CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(g.grantee)) END,
      CASE WHEN g.is_grantable THEN ' WITH GRANT OPTION' END)
    FROM grants, aclexplode(acl) g WHERE g.grantee <> relowner
    UNION ALL
    SELECT 4, CASE WHEN c.attname IS NULL THEN format('COMMENT ON VIEW %s IS %L', v.name, d.description)
      ELSE format('COMMENT ON COLUMN %s.%I IS %L', v.name, c.attname, d.description) END
    FROM views v JOIN pg_description d ON d.objoid = v.oid AND d.classoid = 'pg_class'::regclass
    LEFT JOIN columns c ON c.oid = v.oid AND c.attnum = d.objsubid
  )
  SELECT array_agg(text ORDER BY place) INTO anew FROM statements;
  FOREACH statement IN ARRAY anew LOOP
    EXECUTE statement;
  END LOOP;
END $$;
