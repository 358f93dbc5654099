-- Servers hold which days are complete; whoever writes or drops one, tells them when it is committed.
CREATE FUNCTION facet.tell_day_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('facet_profile_days', '');
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER tell_day_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON facet.profile_days
  FOR EACH STATEMENT EXECUTE FUNCTION facet.tell_day_change();
--> statement-breakpoint
-- A day was computed when its load ended.
CREATE TRIGGER tell_day_change AFTER UPDATE OF finished_at ON facet.loads
  FOR EACH STATEMENT EXECUTE FUNCTION facet.tell_day_change();
