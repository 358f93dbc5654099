CREATE TABLE "facet"."validation_results" (
	"run_id" bigint NOT NULL,
	"check_id" text COLLATE "C" NOT NULL,
	"table_name" text COLLATE "C" NOT NULL,
	"position" integer NOT NULL,
	"title" text NOT NULL,
	"fails_when" text NOT NULL,
	"severity" text NOT NULL,
	"columns" text[] NOT NULL,
	"evaluated_rows" bigint NOT NULL,
	"failing_rows" bigint NOT NULL,
	"warn_above" numeric,
	"error_above" numeric,
	"status" text NOT NULL,
	"remedy" text NOT NULL,
	"key_columns" text[] NOT NULL,
	"sample_keys" jsonb NOT NULL,
	"query" text NOT NULL,
	"sources" jsonb NOT NULL,
	CONSTRAINT "validation_results_run_id_check_id_table_name_pk" PRIMARY KEY("run_id","check_id","table_name"),
	CONSTRAINT "validation_results_status" CHECK ("facet"."validation_results"."status" in ('NOTHING_TO_CHECK', 'REPORTED', 'PASSED', 'WARNING', 'ERROR')),
	CONSTRAINT "validation_results_severity" CHECK ("facet"."validation_results"."severity" in ('INFO', 'WARNING', 'ERROR'))
);
--> statement-breakpoint
CREATE TABLE "facet"."validation_runs" (
	"run_id" bigint PRIMARY KEY NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone NOT NULL,
	"status" text NOT NULL,
	"partial" boolean NOT NULL,
	"errors" integer NOT NULL,
	"warnings" integer NOT NULL,
	"passed" integer NOT NULL,
	"readiness" jsonb NOT NULL,
	"revenue" jsonb NOT NULL,
	CONSTRAINT "validation_runs_status" CHECK ("facet"."validation_runs"."status" in ('NOTHING_TO_CHECK', 'REPORTED', 'PASSED', 'WARNING', 'ERROR'))
);
--> statement-breakpoint
CREATE TABLE "facet"."validation_thresholds" (
	"check_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"warn_above" numeric,
	"error_above" numeric,
	"set_by" text NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	CONSTRAINT "validation_thresholds_warn" CHECK ("facet"."validation_thresholds"."warn_above" between 0 and 100),
	CONSTRAINT "validation_thresholds_error" CHECK ("facet"."validation_thresholds"."error_above" between 0 and 100),
	CONSTRAINT "validation_thresholds_order" CHECK ("facet"."validation_thresholds"."warn_above" <= "facet"."validation_thresholds"."error_above")
);
--> statement-breakpoint
ALTER TABLE "facet"."api_clients" ADD COLUMN "may_write" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "validation_results_check" ON "facet"."validation_results" USING btree ("check_id","table_name","run_id");