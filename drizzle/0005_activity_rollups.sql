CREATE TABLE "facet"."activity_days" (
	"day" date PRIMARY KEY NOT NULL,
	"events" bigint NOT NULL,
	"without_key" bigint NOT NULL,
	"duplicates" bigint NOT NULL,
	"load_id" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "facet"."activity_measures" (
	"customer_id" text COLLATE "C" NOT NULL,
	"day" date NOT NULL,
	"session_key" text COLLATE "C" DEFAULT '' NOT NULL,
	"measure" text COLLATE "C" NOT NULL,
	"value" text COLLATE "C" DEFAULT '' NOT NULL,
	"events" bigint NOT NULL,
	"total" numeric,
	"least" numeric,
	"greatest" numeric,
	"first_at" timestamp with time zone NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	CONSTRAINT "activity_measures_customer_id_day_session_key_measure_value_pk" PRIMARY KEY("customer_id","day","session_key","measure","value")
);
--> statement-breakpoint
CREATE TABLE "facet"."activity_rollup" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"settings" text NOT NULL,
	"last_day" date,
	"read_until" timestamp with time zone,
	"load_id" bigint NOT NULL,
	CONSTRAINT "activity_rollup_one_row" CHECK ("facet"."activity_rollup"."only")
);
--> statement-breakpoint
CREATE TABLE "facet"."activity_visits" (
	"customer_id" text COLLATE "C" NOT NULL,
	"day" date NOT NULL,
	"session_key" text COLLATE "C" DEFAULT '' NOT NULL,
	"session_ip" text COLLATE "C" DEFAULT '' NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone NOT NULL,
	"events" integer NOT NULL,
	"page_views" integer NOT NULL,
	"ad_landings" integer NOT NULL,
	"intent_at" timestamp with time zone,
	"landing_page" text,
	"exit_page" text,
	"referrer" text,
	"source" text,
	"medium" text,
	"campaign" text,
	"term" text,
	"content" text,
	"click_id_type" text,
	"click_id" text,
	"channel" text,
	"device" text,
	"browser" text,
	CONSTRAINT "activity_visits_customer_id_day_session_key_session_ip_started_at_pk" PRIMARY KEY("customer_id","day","session_key","session_ip","started_at")
);
--> statement-breakpoint
ALTER TABLE "facet"."activity" ADD COLUMN "loaded_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "facet"."loads" ADD COLUMN "result" jsonb;--> statement-breakpoint
CREATE INDEX "activity_measures_day" ON "facet"."activity_measures" USING brin ("day");--> statement-breakpoint
CREATE INDEX "activity_visits_day" ON "facet"."activity_visits" USING brin ("day");--> statement-breakpoint
CREATE INDEX "activity_time" ON "facet"."activity" USING brin ("time");--> statement-breakpoint
CREATE INDEX "activity_loaded_at" ON "facet"."activity" USING brin ("loaded_at");