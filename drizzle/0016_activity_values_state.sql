CREATE TABLE "facet"."activity_values_state" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"as_of" date NOT NULL,
	"settings" text NOT NULL,
	"load_id" bigint NOT NULL,
	CONSTRAINT "activity_values_state_one_row" CHECK ("facet"."activity_values_state"."only")
);
