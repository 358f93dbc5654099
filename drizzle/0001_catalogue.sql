-- What drizzle cannot say of the alias catalogue: exclusion constraints, the table of names, the change counter.
CREATE EXTENSION IF NOT EXISTS btree_gist;
--> statement-breakpoint
-- ECOM_TOTAL_NET_SALES_AMOUNT_1M -> ecomTotalNetSalesAmount1m; the same rule as src/lib/graphqlName.ts
CREATE FUNCTION facet.graphql_name(alias text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (
  SELECT lower(split_part(ltrim(alias, '_'), '_', 1) COLLATE "C")
    || coalesce(string_agg(
      upper(left(part, 1) COLLATE "C") || lower(substr(part, 2) COLLATE "C"), '' ORDER BY n) FILTER (WHERE n > 1), '')
  FROM unnest(string_to_array(ltrim(alias, '_'), '_')) WITH ORDINALITY AS parts (part, n)
);
--> statement-breakpoint
ALTER TABLE facet.customer_profile_fields ADD CONSTRAINT customer_profile_fields_one_meaning_per_slot
  EXCLUDE USING gist (slot WITH =, daterange(valid_from, valid_to) WITH &&);
--> statement-breakpoint
ALTER TABLE facet.customer_profile_field_names ADD CONSTRAINT customer_profile_field_names_one_meaning_per_name
  EXCLUDE USING gist (lower(name COLLATE "C") WITH =, validity WITH &&);
--> statement-breakpoint
ALTER TABLE facet.customer_profile_field_names ADD CONSTRAINT customer_profile_field_names_one_per_graphql_name
  EXCLUDE USING gist (graphql_name WITH =, validity WITH &&);
--> statement-breakpoint
-- Former names too become quoted columns of views.
ALTER TABLE facet.customer_profile_field_names ADD CONSTRAINT customer_profile_field_names_form
  CHECK (name ~ '^[A-Za-z][A-Za-z0-9_]{0,62}$');
--> statement-breakpoint
INSERT INTO facet.catalogue_version (version) VALUES (0);
--> statement-breakpoint
ALTER TABLE facet.catalogue_version ADD CONSTRAINT catalogue_version_one_row CHECK ("only");
--> statement-breakpoint
CREATE FUNCTION facet.keep_field_names() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    DELETE FROM facet.customer_profile_field_names WHERE field_id = OLD.field_id;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO facet.customer_profile_field_names (field_id, name, graphql_name, validity)
    SELECT NEW.field_id, name, facet.graphql_name(name), daterange(NEW.valid_from, NEW.valid_to)
    FROM unnest(NEW.alias || NEW.former_names) AS names (name);
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER keep_field_names AFTER INSERT OR UPDATE OR DELETE ON facet.customer_profile_fields
  FOR EACH ROW EXECUTE FUNCTION facet.keep_field_names();
--> statement-breakpoint
CREATE FUNCTION facet.tell_catalogue_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  now_at bigint;
BEGIN
  UPDATE facet.catalogue_version SET version = version + 1 RETURNING version INTO now_at;
  PERFORM pg_notify('facet_catalogue', now_at::text);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER tell_catalogue_change AFTER INSERT OR UPDATE OR DELETE ON facet.customer_profile_fields
  FOR EACH STATEMENT EXECUTE FUNCTION facet.tell_catalogue_change();
