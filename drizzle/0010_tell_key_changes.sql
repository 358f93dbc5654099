-- Servers keep what a key is for some seconds; who revokes one, by the command or by hand, tells them at once.
CREATE FUNCTION facet.tell_key_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('facet_api_clients', '');
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER tell_key_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON facet.api_clients
  FOR EACH STATEMENT EXECUTE FUNCTION facet.tell_key_change();
