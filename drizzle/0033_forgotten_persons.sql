CREATE TABLE "facet"."forgotten" (
	"forgotten_id" uuid PRIMARY KEY NOT NULL,
	"person" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	"done" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "facet"."forgotten_hashes" (
	"hash" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"forgotten_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "facet"."rejects_files" (
	"path" text COLLATE "C" PRIMARY KEY NOT NULL,
	"load_id" bigint NOT NULL
);

--> statement-breakpoint
-- A text without some texts, each where it stands as a word of its own, whatever its case.
CREATE FUNCTION facet.without_texts(given text, texts text[]) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  one text;
BEGIN
  FOREACH one IN ARRAY texts LOOP
    CONTINUE WHEN strpos(lower(given), lower(one)) = 0;
    given := regexp_replace(
      given, '(?<![[:alnum:]])' || regexp_replace(one, '([^[:alnum:] ])', '\\\1', 'g') || '(?![[:alnum:]])', 'forgotten', 'gi'
    );
  END LOOP;
  RETURN given;
END $$;
--> statement-breakpoint
-- The same of all texts in a JSON value; a number that is one of the texts becomes null.
CREATE FUNCTION facet.without_texts(given jsonb, texts text[]) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN CASE jsonb_typeof(given)
    WHEN 'string' THEN to_jsonb(facet.without_texts(given #>> '{}', texts))
    WHEN 'number' THEN CASE WHEN given #>> '{}' = ANY (texts) THEN 'null'::jsonb ELSE given END
    WHEN 'array' THEN coalesce((
      SELECT jsonb_agg(facet.without_texts(e, texts) ORDER BY n) FROM jsonb_array_elements(given) WITH ORDINALITY AS x (e, n)), '[]')
    WHEN 'object' THEN coalesce((
      SELECT jsonb_object_agg(facet.without_texts(key, texts), facet.without_texts(value, texts)) FROM jsonb_each(given)), '{}')
    ELSE given
  END;
END $$;
