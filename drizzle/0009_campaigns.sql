CREATE TABLE "facet"."campaign_coupons" (
	"plan_id" text COLLATE "C" NOT NULL,
	"coupon_id" text COLLATE "C" NOT NULL,
	"product_id" text COLLATE "C" NOT NULL,
	CONSTRAINT "campaign_coupons_plan_id_coupon_id_product_id_pk" PRIMARY KEY("plan_id","coupon_id","product_id")
);
--> statement-breakpoint
CREATE TABLE "facet"."campaign_recipients" (
	"customer_id" text COLLATE "C" NOT NULL,
	"pk" text COLLATE "C" NOT NULL,
	"campaign_id" text COLLATE "C" NOT NULL,
	"campaign_name" text,
	"campaign_type" text,
	"segment_id" text,
	"segment_name" text,
	"sub_audience_id" text,
	"sub_audience_name" text,
	"treatment_id" text,
	"treatment_name" text,
	"is_control" boolean DEFAULT false NOT NULL,
	"destination_id" text,
	"destination_name" text,
	"target_id" text,
	"target_name" text,
	"delivery_datetime" timestamp with time zone NOT NULL,
	"launch_datetime" timestamp with time zone,
	"database_id" text,
	"database_name" text,
	"dataset_version" text,
	"workflow_id" text,
	"app" text DEFAULT 'default' NOT NULL,
	"brand" text,
	"load_id" bigint NOT NULL,
	CONSTRAINT "campaign_recipients_customer_id_pk_pk" PRIMARY KEY("customer_id","pk")
);
--> statement-breakpoint
CREATE TABLE "facet"."coupon_redemptions" (
	"customer_id" text COLLATE "C" NOT NULL,
	"redemption_id" text COLLATE "C" NOT NULL,
	"plan_id" text COLLATE "C" NOT NULL,
	"coupon_id" text COLLATE "C" NOT NULL,
	"redemption_date" date NOT NULL,
	"app" text DEFAULT 'default' NOT NULL,
	"brand" text,
	"load_id" bigint NOT NULL,
	CONSTRAINT "coupon_redemptions_customer_id_redemption_id_pk" PRIMARY KEY("customer_id","redemption_id")
);
--> statement-breakpoint
DROP INDEX "facet"."campaign_targetings_occurrence";--> statement-breakpoint
ALTER TABLE "facet"."campaign_targetings" ADD COLUMN "exclusion_reason_desc" text;--> statement-breakpoint
CREATE INDEX "campaign_recipients_campaign" ON "facet"."campaign_recipients" USING btree ("campaign_id","delivery_datetime");--> statement-breakpoint
CREATE INDEX "coupon_redemptions_campaign" ON "facet"."coupon_redemptions" USING btree ("plan_id","redemption_date","customer_id");--> statement-breakpoint
CREATE INDEX "campaign_targetings_campaign" ON "facet"."campaign_targetings" USING btree ("plan_id","execution_date" DESC,"customer_id","plan_detail_id");--> statement-breakpoint
-- Control is drawn like everybody else and logged as targeted, though nothing is sent to it: its action is number 1, "DN".
CREATE FUNCTION facet.targeting_state(plan_detail_id text, campaign_action_id integer) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN plan_detail_id IS NULL THEN 'EXCLUDED' WHEN campaign_action_id = 1 THEN 'CONTROL' ELSE 'TARGETED' END;
--> statement-breakpoint
CREATE VIEW bi.vw_targeted_and_excluded_customers_v1_2 AS
SELECT
  t.execution_date,
  t.customer_id,
  t.customer_id AS client_customer_id,
  t.lifecycle_stage,
  t.plan_id,
  t.plan_detail_id,
  a.campaign_action_name AS action_name,
  a.campaign_action_id,
  a.campaign_action_name,
  facet.targeting_state(t.plan_detail_id, a.campaign_action_id) AS targeting_state,
  t.taken_from_plan_id,
  t.exclusion_reason_id,
  t.exclusion_reason,
  t.exclusion_reason_desc,
  t.brand,
  t.last_updated_time
FROM facet.campaign_targetings t
LEFT JOIN facet.campaign_actions a ON a.plan_id = t.plan_id AND a.plan_detail_id = t.plan_detail_id
WHERE t.customer_id <> '';
--> statement-breakpoint
COMMENT ON VIEW bi.vw_targeted_and_excluded_customers_v1_2 IS
  'One row per customer, campaign and day: with a plan_detail_id targeted or held as control (campaign_action_id 1), without one excluded.';
--> statement-breakpoint
CREATE VIEW bi.vw_scheduled_campaigns_v1_2 AS
SELECT
  c.plan_id,
  c.campaign_name,
  a.plan_detail_id,
  ch.plan_detail_channel_id,
  c.target_group_id,
  c.target_group_name,
  c.target_group_priority,
  c.marketing_action_name,
  a.campaign_action_id,
  a.campaign_action_name,
  c.campaign_type,
  c.campaign_type_name,
  ch.channel_id,
  ch.channel_name,
  ch.template_id,
  ch.template_name,
  ch.promotion_id,
  array_to_string(c.tag_names, ', ') AS tag_names,
  c.status,
  c.execution_start_date,
  c.execution_end_date,
  c.brand
FROM facet.campaigns c
LEFT JOIN facet.campaign_actions a ON a.plan_id = c.plan_id
LEFT JOIN facet.campaign_action_channels ch ON ch.plan_id = a.plan_id AND ch.plan_detail_id = a.plan_detail_id;
--> statement-breakpoint
COMMENT ON VIEW bi.vw_scheduled_campaigns_v1_2 IS
  'One row per campaign, action and channel; joined to targetings an action of several channels gives several rows.';
