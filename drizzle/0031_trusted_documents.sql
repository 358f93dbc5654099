CREATE TABLE "facet"."documents" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"body" text NOT NULL,
	"name" text COLLATE "C",
	"type" text NOT NULL,
	"sha256" text COLLATE "C" NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	"published_by" text,
	"retired_at" timestamp with time zone,
	"roles" text[],
	CONSTRAINT "documents_type" CHECK ("facet"."documents"."type" in ('query', 'mutation', 'subscription')),
	CONSTRAINT "documents_sha256_form" CHECK ("facet"."documents"."sha256" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "documents_id_length" CHECK (octet_length("facet"."documents"."id") between 1 and 256)
);
--> statement-breakpoint
CREATE INDEX "documents_sha256" ON "facet"."documents" USING btree ("sha256");--> statement-breakpoint
CREATE INDEX "documents_name" ON "facet"."documents" USING btree ("name","published_at");
--> statement-breakpoint
-- Servers hold documents in memory; whoever publishes or retires one tells them when it is committed.
CREATE TRIGGER tell_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON facet.documents
  FOR EACH STATEMENT EXECUTE FUNCTION facet.tell_change();
