CREATE TABLE "facet"."segment_days" (
	"segment_id" text COLLATE "C" NOT NULL,
	"day" date NOT NULL,
	"version" integer NOT NULL,
	"size" bigint NOT NULL,
	"entered" bigint NOT NULL,
	"left_customers" bigint NOT NULL,
	"load_id" bigint NOT NULL,
	CONSTRAINT "segment_days_segment_id_day_pk" PRIMARY KEY("segment_id","day")
);
--> statement-breakpoint
CREATE TABLE "facet"."segment_list_members" (
	"customer_id" text COLLATE "C" NOT NULL,
	"list_id" text COLLATE "C" NOT NULL,
	"app" text DEFAULT 'default' NOT NULL,
	"load_id" bigint NOT NULL,
	CONSTRAINT "segment_list_members_customer_id_list_id_pk" PRIMARY KEY("customer_id","list_id")
);
--> statement-breakpoint
CREATE TABLE "facet"."segment_lists" (
	"list_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"system" text NOT NULL,
	"uploaded_by" text NOT NULL,
	"uploaded_at" timestamp with time zone NOT NULL,
	"rows" bigint NOT NULL,
	"matched" bigint NOT NULL,
	"unmatched" bigint NOT NULL,
	"ambiguous" bigint NOT NULL,
	"load_id" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "facet"."segment_members" (
	"customer_id" text COLLATE "C" NOT NULL,
	"segment_id" text COLLATE "C" NOT NULL,
	"entered_on" date NOT NULL,
	"left_on" date,
	"app" text DEFAULT 'default' NOT NULL,
	"load_id" bigint NOT NULL,
	CONSTRAINT "segment_members_customer_id_segment_id_entered_on_pk" PRIMARY KEY("customer_id","segment_id","entered_on"),
	CONSTRAINT "segment_members_order" CHECK ("facet"."segment_members"."entered_on" < "facet"."segment_members"."left_on")
);
--> statement-breakpoint
CREATE TABLE "facet"."segment_versions" (
	"segment_id" text COLLATE "C" NOT NULL,
	"version" integer NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"definition" jsonb NOT NULL,
	"sentence" text NOT NULL,
	"size" bigint,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "segment_versions_segment_id_version_pk" PRIMARY KEY("segment_id","version")
);
--> statement-breakpoint
CREATE TABLE "facet"."segments" (
	"segment_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"status" text DEFAULT 'ACTIVE' NOT NULL,
	"version" integer NOT NULL,
	"materialise" text DEFAULT 'NONE' NOT NULL,
	"from_config" boolean DEFAULT false NOT NULL,
	"app" text DEFAULT 'default' NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_by" text NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "segments_status" CHECK ("facet"."segments"."status" in ('ACTIVE', 'ARCHIVED')),
	CONSTRAINT "segments_materialise" CHECK ("facet"."segments"."materialise" in ('NONE', 'DAILY'))
);
--> statement-breakpoint
CREATE INDEX "segment_list_members_list" ON "facet"."segment_list_members" USING btree ("list_id","customer_id");--> statement-breakpoint
CREATE INDEX "segment_members_segment" ON "facet"."segment_members" USING btree ("segment_id","entered_on","left_on","customer_id");