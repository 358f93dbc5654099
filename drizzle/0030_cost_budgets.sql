-- Not logged: what is lost after a crash is what was spent of a window of seconds.
CREATE UNLOGGED TABLE "facet"."cost_budgets" (
	"key" text COLLATE "C" PRIMARY KEY NOT NULL,
	"points" bigint NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "cost_budgets_expires" ON "facet"."cost_budgets" USING btree ("expires_at");