CREATE TABLE "facet"."imported_attributes" (
	"customer_id" text COLLATE "C" NOT NULL,
	"source" text COLLATE "C" NOT NULL,
	"attributes" jsonb NOT NULL,
	"app" text DEFAULT 'default' NOT NULL,
	"load_id" bigint NOT NULL,
	CONSTRAINT "imported_attributes_customer_id_source_pk" PRIMARY KEY("customer_id","source")
);
--> statement-breakpoint
CREATE TABLE "facet"."unified_scores" (
	"customer_id" text COLLATE "C" NOT NULL,
	"source1" text COLLATE "C" NOT NULL,
	"pk1" text COLLATE "C" NOT NULL,
	"source2" text COLLATE "C" NOT NULL,
	"pk2" text COLLATE "C" NOT NULL,
	"score" double precision NOT NULL,
	"match_category" text,
	"match_type" text,
	"load_id" bigint NOT NULL,
	CONSTRAINT "unified_scores_customer_id_source1_pk1_source2_pk2_pk" PRIMARY KEY("customer_id","source1","pk1","source2","pk2")
);
--> statement-breakpoint
-- Free-text search: letters of any case count as equal by the database's own rules, which the keys' collation "C" leaves out.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
CREATE INDEX customers_full_name_search ON facet.customers USING gin (full_name gin_trgm_ops);
--> statement-breakpoint
CREATE INDEX customers_email_search ON facet.customers USING gin (email gin_trgm_ops);
--> statement-breakpoint
CREATE INDEX customer_identifiers_search ON facet.customer_identifiers USING gin ((value COLLATE "default") gin_trgm_ops);
