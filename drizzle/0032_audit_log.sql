CREATE TABLE "facet"."audit_log" (
	"at" timestamp with time zone NOT NULL,
	"entry_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"door" text NOT NULL,
	"viewer" text,
	"viewer_kind" text,
	"role" text,
	"request_id" text,
	"operation" text,
	"document" text,
	"pii_classes" text[] DEFAULT '{}' NOT NULL,
	"customers" integer DEFAULT 0 NOT NULL,
	"persons" uuid[] DEFAULT '{}' NOT NULL,
	"codes" text[] DEFAULT '{}' NOT NULL,
	"subject" text,
	"lost" bigint,
	CONSTRAINT "audit_log_at_entry_id_pk" PRIMARY KEY("at","entry_id"),
	CONSTRAINT "audit_log_kind" CHECK ("facet"."audit_log"."kind" in ('READ', 'WRITE', 'REFUSED', 'CHANGE', 'GAP')),
	CONSTRAINT "audit_log_door" CHECK ("facet"."audit_log"."door" in ('graphql', 'stream', 'documents', 'cli', 'database'))
) PARTITION BY RANGE ("at");
--> statement-breakpoint
CREATE TABLE "facet"."person_key" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"inner_block" "bytea" NOT NULL,
	"outer_block" "bytea" NOT NULL,
	CONSTRAINT "person_key_one_row" CHECK ("facet"."person_key"."only")
);
--> statement-breakpoint
CREATE INDEX "audit_log_persons" ON "facet"."audit_log" USING gin ("persons");
--> statement-breakpoint
-- HMAC-SHA256 under a key that only this database has, of which 16 bytes are kept: equal for equal texts, and of no use elsewhere.
DO $$
DECLARE
  secret bytea := sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'));
  inner_block bytea := decode(repeat('36', 64), 'hex');
  outer_block bytea := decode(repeat('5c', 64), 'hex');
BEGIN
  FOR i IN 0..31 LOOP
    inner_block := set_byte(inner_block, i, get_byte(secret, i) # 54);
    outer_block := set_byte(outer_block, i, get_byte(secret, i) # 92);
  END LOOP;
  INSERT INTO facet.person_key (inner_block, outer_block) VALUES (inner_block, outer_block);
END $$;
--> statement-breakpoint
-- With the blocks as arguments it is inlined, which counts where many rows are hashed.
CREATE FUNCTION facet.person_hash(value text, inner_block bytea, outer_block bytea) RETURNS uuid
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT encode(substring(sha256(outer_block || sha256(inner_block || convert_to(value, 'UTF8'))) for 16), 'hex')::uuid
$$;
--> statement-breakpoint
CREATE FUNCTION facet.person_hash(value text) RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT facet.person_hash(value, k.inner_block, k.outer_block) FROM facet.person_key k
$$;
--> statement-breakpoint
-- Writes a change of a table that administers access into the log, whoever makes it and by whichever way, in the same transaction.
-- Arguments: the column that names a row, then columns whose changes are not told. What cannot be logged is refused, but for revoking: a key
-- that somebody has stolen ends, whatever becomes of the log.
CREATE FUNCTION facet.audit_change() RETURNS trigger LANGUAGE plpgsql SET lock_timeout = '2s' AS $$
DECLARE
  untold text[] := coalesce(TG_ARGV[1:], '{}');
  was jsonb := CASE WHEN TG_OP = 'INSERT' THEN '{}' ELSE to_jsonb(OLD) END;
  is_now jsonb := CASE WHEN TG_OP = 'DELETE' THEN '{}' ELSE to_jsonb(NEW) END;
  program text := current_setting('application_name');
  today date := (clock_timestamp() AT TIME ZONE 'UTC')::date;
  changed text;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    SELECT string_agg(n.key, ', ' ORDER BY n.key) INTO changed FROM jsonb_each(is_now) n
    WHERE n.value IS DISTINCT FROM was -> n.key AND n.key <> ALL (untold);
    IF changed IS NULL THEN RETURN NULL; END IF;
  END IF;
  BEGIN
    PERFORM facet.ensure_partitions('audit_log', today, today);
    INSERT INTO facet.audit_log (at, entry_id, kind, door, viewer, viewer_kind, operation, subject)
    VALUES (
      clock_timestamp(), gen_random_uuid(), 'CHANGE',
      CASE WHEN program LIKE 'facet serve%' THEN 'graphql' WHEN program LIKE 'facet %' THEN 'cli' ELSE 'database' END,
      program, 'system', TG_TABLE_NAME || ' ' || lower(TG_OP) || coalesce(' (' || changed || ')', ''),
      coalesce(is_now ->> TG_ARGV[0], was ->> TG_ARGV[0])
    );
  EXCEPTION WHEN OTHERS THEN
    IF was ->> 'revoked_at' IS NULL AND is_now ->> 'revoked_at' IS NOT NULL THEN
      RAISE WARNING 'The audit log does not tell that a key was revoked: %', SQLSTATE;
    ELSE
      RAISE;
    END IF;
  END;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_change AFTER INSERT OR UPDATE OR DELETE ON facet.api_clients
  FOR EACH ROW EXECUTE FUNCTION facet.audit_change('name', 'last_used_at');
--> statement-breakpoint
CREATE TRIGGER audit_change AFTER INSERT OR UPDATE OR DELETE ON facet.documents
  FOR EACH ROW EXECUTE FUNCTION facet.audit_change('name');
