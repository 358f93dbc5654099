CREATE TABLE "facet"."metric_base_rows" (
	"level" text NOT NULL,
	"entity_id" text COLLATE "C" NOT NULL,
	"app" text DEFAULT 'default' NOT NULL,
	"base_name" text COLLATE "C" NOT NULL,
	"effective_date" date NOT NULL,
	"item" text COLLATE "C" NOT NULL,
	"load_id" bigint NOT NULL,
	CONSTRAINT "metric_base_rows_key" PRIMARY KEY("level","entity_id","app","base_name","effective_date","item"),
	CONSTRAINT "metric_base_rows_level" CHECK ("facet"."metric_base_rows"."level" in ('CUSTOMER', 'ACCOUNT', 'CONTRACT', 'COMPANY', 'INDUSTRY'))
);
--> statement-breakpoint
CREATE TABLE "facet"."metric_definitions" (
	"metric_name" text COLLATE "C" PRIMARY KEY NOT NULL,
	"label" text,
	"description" text NOT NULL,
	"unit" text,
	"category" text,
	"levels" text[] DEFAULT '{}' NOT NULL,
	"across_entities" text DEFAULT 'none' NOT NULL,
	"across_time" text DEFAULT 'none' NOT NULL,
	"weight_metric" text COLLATE "C",
	"base_name" text COLLATE "C",
	"load_id" bigint NOT NULL,
	CONSTRAINT "metric_definitions_levels" CHECK ("facet"."metric_definitions"."levels" <@ array['CUSTOMER', 'ACCOUNT', 'CONTRACT', 'COMPANY', 'INDUSTRY']),
	CONSTRAINT "metric_definitions_across_entities" CHECK ("facet"."metric_definitions"."across_entities" in
    ('sum', 'average', 'weighted_average', 'minimum', 'maximum', 'last', 'distinct_count', 'none')),
	CONSTRAINT "metric_definitions_across_time" CHECK ("facet"."metric_definitions"."across_time" in
    ('sum', 'average', 'weighted_average', 'minimum', 'maximum', 'last', 'distinct_count', 'none')),
	CONSTRAINT "metric_definitions_weight" CHECK ('weighted_average' not in ("facet"."metric_definitions"."across_entities", "facet"."metric_definitions"."across_time") or "facet"."metric_definitions"."weight_metric" is not null),
	CONSTRAINT "metric_definitions_base" CHECK ('distinct_count' not in ("facet"."metric_definitions"."across_entities", "facet"."metric_definitions"."across_time") or "facet"."metric_definitions"."base_name" is not null)
);
--> statement-breakpoint
CREATE TABLE "facet"."metric_values" (
	"level" text NOT NULL,
	"entity_id" text COLLATE "C" NOT NULL,
	"app" text DEFAULT 'default' NOT NULL,
	"metric_name" text COLLATE "C" NOT NULL,
	"effective_date" date NOT NULL,
	"value" numeric,
	"load_id" bigint NOT NULL,
	CONSTRAINT "metric_values_key" PRIMARY KEY("level","entity_id","app","metric_name","effective_date"),
	CONSTRAINT "metric_values_level" CHECK ("facet"."metric_values"."level" in ('CUSTOMER', 'ACCOUNT', 'CONTRACT', 'COMPANY', 'INDUSTRY'))
);
--> statement-breakpoint
ALTER TABLE "facet"."metric_values" ADD CONSTRAINT "metric_values_metric_name_metric_definitions_metric_name_fk" FOREIGN KEY ("metric_name") REFERENCES "facet"."metric_definitions"("metric_name") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "metric_base_rows_dates" ON "facet"."metric_base_rows" USING btree ("base_name","level","app","effective_date");--> statement-breakpoint
CREATE INDEX "metric_values_dates" ON "facet"."metric_values" USING btree ("metric_name","level","app","effective_date");--> statement-breakpoint
CREATE INDEX "accounts_contract" ON "facet"."accounts" USING btree ("contract_id");--> statement-breakpoint
CREATE INDEX "companies_industry" ON "facet"."companies" USING btree ("industry_id");--> statement-breakpoint
CREATE INDEX "contracts_company" ON "facet"."contracts" USING btree ("company_id");