CREATE TABLE "facet"."delivery_batches" (
	"delivery_id" text COLLATE "C" NOT NULL,
	"part_number" integer NOT NULL,
	"batch_number" integer NOT NULL,
	"idempotency_key" text NOT NULL,
	"rows" bigint NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone,
	"response" text,
	"content_hash" text,
	"bytes" bigint,
	"location" text,
	"sent_at" timestamp with time zone,
	CONSTRAINT "delivery_batches_delivery_id_part_number_batch_number_pk" PRIMARY KEY("delivery_id","part_number","batch_number"),
	CONSTRAINT "delivery_batches_idempotency_key_unique" UNIQUE("idempotency_key"),
	CONSTRAINT "delivery_batches_state" CHECK ("facet"."delivery_batches"."state" in ('waiting', 'sent', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "facet"."delivery_parts" (
	"delivery_id" text COLLATE "C" NOT NULL,
	"part_number" integer NOT NULL,
	"sub_audience_id" text,
	"treatment_id" text COLLATE "C" NOT NULL,
	"destination_id" text COLLATE "C" NOT NULL,
	"name" text NOT NULL,
	"attributes" jsonb NOT NULL,
	"state" text DEFAULT 'planned' NOT NULL,
	"error" text,
	"assigned" bigint,
	"shrunk" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"expanded" bigint,
	"sent" bigint DEFAULT 0 NOT NULL,
	"rejected" bigint DEFAULT 0 NOT NULL,
	"prepared_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	CONSTRAINT "delivery_parts_delivery_id_part_number_pk" PRIMARY KEY("delivery_id","part_number"),
	CONSTRAINT "delivery_parts_state" CHECK ("facet"."delivery_parts"."state" in ('planned', 'prepared', 'sent', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "facet"."delivery_rows" (
	"customer_id" text COLLATE "C" NOT NULL,
	"delivery_id" text COLLATE "C" NOT NULL,
	"part_number" integer NOT NULL,
	"row_number" integer NOT NULL,
	"batch_number" integer,
	"values" text[],
	"missing" text,
	"rejected_reason" text,
	"is_retriable" boolean,
	CONSTRAINT "delivery_rows_customer_id_delivery_id_part_number_row_number_pk" PRIMARY KEY("customer_id","delivery_id","part_number","row_number")
);
--> statement-breakpoint
CREATE TABLE "facet"."campaign_assignments" (
	"customer_id" text COLLATE "C" NOT NULL,
	"delivery_id" text COLLATE "C" NOT NULL,
	"sub_audience_id" text COLLATE "C" NOT NULL,
	"campaign_id" text COLLATE "C" NOT NULL,
	"treatment_id" text COLLATE "C",
	"is_control" boolean DEFAULT false NOT NULL,
	"is_sent" boolean DEFAULT false NOT NULL,
	"drop_reason" text,
	"app" text DEFAULT 'default' NOT NULL,
	"brand" text,
	"load_id" bigint NOT NULL,
	CONSTRAINT "campaign_assignments_customer_id_delivery_id_sub_audience_id_pk" PRIMARY KEY("customer_id","delivery_id","sub_audience_id"),
	CONSTRAINT "campaign_assignments_reason" CHECK ("facet"."campaign_assignments"."drop_reason" in ('HOLDOUT', 'NO_CONSENT', 'NOT_NEW', 'CONTACT_LIMIT', 'NO_SUB_AUDIENCE')),
	CONSTRAINT "campaign_assignments_treated" CHECK (("facet"."campaign_assignments"."treatment_id" is null) = ("facet"."campaign_assignments"."drop_reason" is not null))
);
--> statement-breakpoint
CREATE TABLE "facet"."campaign_deliveries" (
	"delivery_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"campaign_id" text COLLATE "C" NOT NULL,
	"version" integer NOT NULL,
	"number" integer NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"execution_date" date NOT NULL,
	"launch_date" date NOT NULL,
	"state" text DEFAULT 'DUE' NOT NULL,
	"error" text,
	"scheduled_by" text NOT NULL,
	"counts" jsonb,
	"load_id" bigint,
	"created_at" timestamp with time zone NOT NULL,
	"assigned_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	CONSTRAINT "campaign_deliveries_number" UNIQUE("campaign_id","number"),
	CONSTRAINT "campaign_deliveries_due" UNIQUE("campaign_id","due_at"),
	CONSTRAINT "campaign_deliveries_state" CHECK ("facet"."campaign_deliveries"."state" in ('DUE', 'ASSIGNED', 'DELIVERED', 'ERROR'))
);
--> statement-breakpoint
CREATE TABLE "facet"."planned_campaign_versions" (
	"campaign_id" text COLLATE "C" NOT NULL,
	"version" integer NOT NULL,
	"definition" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	CONSTRAINT "planned_campaign_versions_campaign_id_version_pk" PRIMARY KEY("campaign_id","version")
);
--> statement-breakpoint
CREATE TABLE "facet"."planned_campaigns" (
	"campaign_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"labels" text[] DEFAULT '{}' NOT NULL,
	"status" text DEFAULT 'DRAFT' NOT NULL,
	"version" integer NOT NULL,
	"salt" text NOT NULL,
	"next_due_at" timestamp with time zone,
	"scheduled_at" timestamp with time zone,
	"scheduled_by" text,
	"error" text,
	"app" text DEFAULT 'default' NOT NULL,
	"brand" text,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"updated_by" text NOT NULL,
	CONSTRAINT "planned_campaigns_status" CHECK ("facet"."planned_campaigns"."status" in ('DRAFT', 'SCHEDULED', 'DELIVERING', 'DELIVERED', 'ERROR', 'ARCHIVED')),
	CONSTRAINT "planned_campaigns_type" CHECK ("facet"."planned_campaigns"."type" in ('ONE_TIME', 'RECURRING'))
);
--> statement-breakpoint
CREATE INDEX "delivery_rows_batch" ON "facet"."delivery_rows" USING btree ("delivery_id","part_number","batch_number","customer_id");--> statement-breakpoint
CREATE INDEX "campaign_assignments_treatment" ON "facet"."campaign_assignments" USING btree ("delivery_id","treatment_id","customer_id");--> statement-breakpoint
CREATE INDEX "planned_campaigns_due" ON "facet"."planned_campaigns" USING btree ("next_due_at");