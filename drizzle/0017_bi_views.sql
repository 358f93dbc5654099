CREATE TABLE "facet"."bi_views" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"version" bigint NOT NULL,
	CONSTRAINT "bi_views_one_row" CHECK ("facet"."bi_views"."only")
);
