-- What fills a slot is the definition of an attribute: metrics are numbers of levels.
ALTER TABLE "facet"."customer_profile_fields" RENAME COLUMN "metric" TO "definition";--> statement-breakpoint
ALTER INDEX "facet"."customer_profile_fields_metric" RENAME TO "customer_profile_fields_definition";
