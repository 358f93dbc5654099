ALTER TABLE "facet"."unified_itemized_transactions" ADD COLUMN "attributes" jsonb;--> statement-breakpoint
ALTER TABLE "facet"."unified_transactions" ADD COLUMN "attributes" jsonb;--> statement-breakpoint
ALTER TABLE "facet"."unified_itemized_transactions" ADD CONSTRAINT "unified_itemized_transactions_attributes" CHECK (jsonb_typeof("facet"."unified_itemized_transactions"."attributes") = 'object');--> statement-breakpoint
ALTER TABLE "facet"."unified_transactions" ADD CONSTRAINT "unified_transactions_attributes" CHECK (jsonb_typeof("facet"."unified_transactions"."attributes") = 'object');--> statement-breakpoint
-- Objects in one: of the values of one name the last; null of none.
CREATE AGGREGATE facet.joined_objects(jsonb) (sfunc = jsonb_concat, stype = jsonb, parallel = safe);
