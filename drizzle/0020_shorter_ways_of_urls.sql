-- Shorter ways for the usual URLs, with the same answers: most events have one of them.

-- `url_campaign(url) IS NOT NULL` for a URL with a question mark, faster: regular expressions and loops only where they must be.
CREATE OR REPLACE FUNCTION facet.query_has_tags(url text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  small text := lower(substr(url, strpos(url, '?')) COLLATE "C");
  place integer := strpos(small, 'utm_source=');
  value integer := place + 11;
BEGIN
  IF place = 0 THEN
    place := strpos(small, 'gclid=');
    value := place + 6;
  END IF;
  -- The usual tagged link: `?utm_source=g` or `&gclid=g`, and no `#` anywhere.
  IF place > 1 AND strpos(url, '#') = 0
    AND (place = 2 OR substr(small, place - 1, 1) = '&')
    AND substr(small, value, 1) COLLATE "C" BETWEEN '0' AND 'z' THEN
    RETURN true;
  END IF;
  IF strpos(small, 'utm_') = 0 AND strpos(small, 'clid=') = 0 AND strpos(small, 'msclkid=') = 0
    AND (strpos(small, '%') = 0 OR small !~ '[?&][^=&#]*%') THEN
    RETURN false;
  END IF;
  RETURN facet.url_campaign(url) IS NOT NULL;
END $$;
--> statement-breakpoint
-- Whether a URL carries tags of a campaign. NULL for NULL. It is not STRICT, because then it could not be inlined. The usual tagged links, and
-- what holds nothing like the name of a tag, encoded or not, need no function.
CREATE OR REPLACE FUNCTION facet.is_ad_landing(url text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN strpos(url, '?') = 0 THEN false
  WHEN strpos(url, '?utm_source=') > 0 AND strpos(url, '#') = 0 AND strpos(url, '?') = strpos(url, '?utm_source=')
    AND substr(url, strpos(url, '?') + 12, 1) COLLATE "C" BETWEEN '0' AND 'z' THEN true
  WHEN strpos(url, '?gclid=') > 0 AND strpos(url, '#') = 0 AND strpos(url, '?') = strpos(url, '?gclid=')
    AND substr(url, strpos(url, '?') + 7, 1) COLLATE "C" BETWEEN '0' AND 'z' THEN true
  WHEN strpos(url, '%') > 0 OR strpos(lower(url COLLATE "C"), 'utm_') > 0 OR strpos(lower(url COLLATE "C"), 'clid=') > 0
    OR strpos(lower(url COLLATE "C"), 'clkid=') > 0 THEN facet.query_has_tags(url)
  WHEN url IS NOT NULL THEN false
END;
--> statement-breakpoint
-- The path of a URL, at most 500 characters; NULL for an empty text.
CREATE OR REPLACE FUNCTION facet.url_page(url text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN url = '' THEN NULL
  -- A short one needs no counting of characters.
  WHEN url LIKE 'https://%' AND octet_length(url) <= 500
  THEN '/' || substr(
    split_part(split_part(url, '?', 1), '#', 1),
    length(split_part(split_part(split_part(url, '?', 1), '#', 1), '/', 3)) + 10)
  WHEN url LIKE '/%' AND url NOT LIKE '//%' THEN left(split_part(split_part(url, '?', 1), '#', 1), 500)
  WHEN url LIKE 'https://%' OR url LIKE 'http://%' THEN left(
    '/' || substr(
      split_part(split_part(url, '?', 1), '#', 1),
      length(split_part(url, ':', 1)) + length(split_part(split_part(split_part(url, '?', 1), '#', 1), '/', 3)) + 5),
    500)
  ELSE left('/' || substring(url FROM '^(?:(?:[A-Za-z][A-Za-z0-9+.-]*:)?//[^/?#]*)?/?([^?#]*)'), 500)
END;
