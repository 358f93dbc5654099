-- Servers tell subscribers of changed segments; whoever writes one, or its members of a day, tells them when it is committed.
CREATE TRIGGER tell_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON facet.segments
  FOR EACH STATEMENT EXECUTE FUNCTION facet.tell_change();
--> statement-breakpoint
CREATE TRIGGER tell_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON facet.segment_days
  FOR EACH STATEMENT EXECUTE FUNCTION facet.tell_change();
