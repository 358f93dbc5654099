-- Two programs that wanted the first partition of a month at once: the second failed with "already exists" when it had waited for the first.
CREATE OR REPLACE FUNCTION facet.ensure_partitions(parent text, first_day date, last_day date) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
  month date;
  partition_name text;
  made integer := 0;
BEGIN
  FOR month IN SELECT generate_series(date_trunc('month', first_day::timestamp), last_day::timestamp, '1 month')::date LOOP
    partition_name := parent || to_char(month, '_YYYY_MM');
    CONTINUE WHEN to_regclass(format('facet.%I', partition_name)) IS NOT NULL;
    PERFORM pg_advisory_xact_lock(hashtext('facet.ensure_partitions'));
    -- Not by to_regclass, which may remember that there was none before the wait for the lock; this reads the catalogue.
    CONTINUE WHEN EXISTS (SELECT FROM pg_class WHERE relnamespace = 'facet'::regnamespace AND relname = partition_name);
    -- CREATE TABLE … PARTITION OF would wait for every reader of the parent, and later readers for it; ATTACH does not.
    EXECUTE format('CREATE TABLE facet.%I (LIKE facet.%I INCLUDING ALL)', partition_name, parent);
    EXECUTE format(
      'ALTER TABLE facet.%I ATTACH PARTITION facet.%I FOR VALUES FROM (%L) TO (%L)',
      parent, partition_name, month::text || ' 00:00:00+00', (month + interval '1 month')::date::text || ' 00:00:00+00'
    );
    made := made + 1;
  END LOOP;
  RETURN made;
END $$;
