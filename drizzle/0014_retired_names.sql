CREATE TABLE "facet"."retired_field_names" (
	"field_id" integer NOT NULL,
	"name" text NOT NULL,
	"data_type" text NOT NULL,
	"answers_until" timestamp with time zone NOT NULL,
	CONSTRAINT "retired_field_names_field_id_name_pk" PRIMARY KEY("field_id","name")
);
