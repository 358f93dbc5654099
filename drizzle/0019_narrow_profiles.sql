-- The wide table begins with fewer slots: each row pays for each column, also for those that mean nothing. More are added before they are
-- needed. A database that is there keeps its columns: dropped ones stay in the form of each row, so nothing would be saved, and
-- views may read them.
DO $$
BEGIN
  -- The database is being made where this transaction wrote the first of its migrations.
  IF (SELECT xmin FROM facet.migrations ORDER BY created_at LIMIT 1) <> pg_current_xact_id()::xid THEN RETURN; END IF;
  DROP TABLE facet.customer_profiles;
  EXECUTE format(
    'CREATE TABLE facet.customer_profiles (customer_id text COLLATE "C" NOT NULL, profile_date date NOT NULL, '
      'app text DEFAULT ''default'' NOT NULL, load_id bigint NOT NULL, unfit integer DEFAULT 0 NOT NULL, %s, '
      'CONSTRAINT customer_profiles_customer_id_profile_date_pk PRIMARY KEY (customer_id, profile_date)) '
      'PARTITION BY RANGE (profile_date)',
    (
      SELECT string_agg(format('%s%s %s', kind, number, type), ', ' ORDER BY place, number)
      FROM (VALUES (1, 'str', 56, 'text'), (2, 'field', 96, 'numeric'), (3, 'date', 12, 'date'), (4, 'time', 16, 'timestamptz'))
        AS kinds (place, kind, count, type), generate_series(1, count) AS number
    )
  );
  CREATE INDEX customer_profiles_day ON facet.customer_profiles USING brin (profile_date);
END $$;
