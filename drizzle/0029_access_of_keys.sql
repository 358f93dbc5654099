ALTER TABLE "facet"."api_clients" ADD COLUMN "key_prefix" text;--> statement-breakpoint
ALTER TABLE "facet"."api_clients" ADD COLUMN "old_key_hash" text;--> statement-breakpoint
ALTER TABLE "facet"."api_clients" ADD COLUMN "old_key_ends_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "facet"."api_clients" ADD COLUMN "role" text DEFAULT 'full' NOT NULL;--> statement-breakpoint
ALTER TABLE "facet"."api_clients" ADD COLUMN "apps" text[];--> statement-breakpoint
ALTER TABLE "facet"."api_clients" ADD COLUMN "brands" text[];--> statement-breakpoint
ALTER TABLE "facet"."api_clients" ADD COLUMN "expires_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "facet"."api_clients" ADD COLUMN "last_used_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "facet"."api_clients" ADD CONSTRAINT "api_clients_old_key_hash_unique" UNIQUE("old_key_hash");--> statement-breakpoint
-- When a key was last used is written all the time, and changes nothing of what it may: servers are told of every other column.
CREATE OR REPLACE TRIGGER tell_key_change AFTER INSERT OR DELETE OR TRUNCATE OR
  UPDATE OF client_id, name, key_hash, key_prefix, old_key_hash, old_key_ends_at, role, apps, brands, may_write, created_at, expires_at, revoked_at
  ON facet.api_clients FOR EACH STATEMENT EXECUTE FUNCTION facet.tell_key_change();
