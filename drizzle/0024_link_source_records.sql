-- Records whose customer linking finds, the foreign keys that they are linked by, and the lines and events that follow them.
ALTER TABLE "facet"."activity" ADD COLUMN "source_customer_id" text;--> statement-breakpoint
ALTER TABLE "facet"."activity" ADD COLUMN "source_namespace" text;--> statement-breakpoint
ALTER TABLE "facet"."unified_customers" ADD COLUMN "foreign_keys" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "facet"."unified_customers" ADD COLUMN "is_linked" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "facet"."unified_customers" ADD COLUMN "made_ids" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "facet"."unified_itemized_transactions" ADD COLUMN "source_namespace" text;--> statement-breakpoint
CREATE INDEX "activity_foreign_key" ON "facet"."activity" USING btree ("source_namespace") WHERE "facet"."activity"."source_namespace" is not null;--> statement-breakpoint
CREATE INDEX "unified_itemized_transactions_foreign_key" ON "facet"."unified_itemized_transactions" USING btree ("source_namespace") WHERE "facet"."unified_itemized_transactions"."source_namespace" is not null;--> statement-breakpoint
ALTER TABLE "facet"."unified_customers" ADD CONSTRAINT "unified_customers_foreign_keys" CHECK (jsonb_typeof("facet"."unified_customers"."foreign_keys") = 'object');