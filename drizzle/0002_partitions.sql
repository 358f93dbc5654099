-- Monthly partitions of activity and customer_profiles, made when they are first needed.
CREATE FUNCTION facet.ensure_partitions(parent text, first_day date, last_day date) RETURNS integer
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
    EXECUTE format(
      'CREATE TABLE IF NOT EXISTS facet.%I PARTITION OF facet.%I FOR VALUES FROM (%L) TO (%L)',
      partition_name, parent, month::text || ' 00:00:00+00', (month + interval '1 month')::date::text || ' 00:00:00+00'
    );
    made := made + 1;
  END LOOP;
  RETURN made;
END $$;
