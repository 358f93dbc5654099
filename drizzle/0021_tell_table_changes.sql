-- Servers hold small tables in memory; whoever writes one tells them when it is committed, by the channel of its name.
CREATE FUNCTION facet.tell_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('facet_' || TG_TABLE_NAME, '');
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER tell_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON facet.campaigns
  FOR EACH STATEMENT EXECUTE FUNCTION facet.tell_change();
--> statement-breakpoint
CREATE TRIGGER tell_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON facet.campaign_actions
  FOR EACH STATEMENT EXECUTE FUNCTION facet.tell_change();
--> statement-breakpoint
CREATE TRIGGER tell_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON facet.campaign_action_channels
  FOR EACH STATEMENT EXECUTE FUNCTION facet.tell_change();
--> statement-breakpoint
CREATE TRIGGER tell_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON facet.metric_definitions
  FOR EACH STATEMENT EXECUTE FUNCTION facet.tell_change();
--> statement-breakpoint
-- In its place: to drop it would wait for whoever reads the days, and keep all others waiting.
CREATE OR REPLACE TRIGGER tell_day_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON facet.profile_days
  FOR EACH STATEMENT EXECUTE FUNCTION facet.tell_change();
