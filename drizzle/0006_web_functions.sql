-- What web events say by their URL, referrer and user agent. None of these functions fails, whatever the text: there are no
-- exception blocks, which parallel workers do not have everywhere, so bytes are looked at before they are read as UTF-8.

-- The text behind %XX. What is no UTF-8, and NUL, becomes U+FFFD, as it does in browsers.
CREATE FUNCTION facet.percent_decoded(value text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  hex text;
BEGIN
  IF value !~ '%(?:[89A-Fa-f][0-9A-Fa-f]|00)' THEN
    RETURN unistr(regexp_replace(replace(value, '\', '\\'), '%([0-7][0-9A-Fa-f])', '\\00\1', 'g'));
  END IF;
  SELECT string_agg(
    CASE
      WHEN n = 1 THEN encode(convert_to(part, 'UTF8'), 'hex')
      WHEN part ~ '^[0-9A-Fa-f]{2}' THEN lower(left(part, 2)) || encode(convert_to(substr(part, 3), 'UTF8'), 'hex')
      ELSE '25' || encode(convert_to(part, 'UTF8'), 'hex')
    END, '' ORDER BY n)
  INTO hex
  FROM unnest(string_to_array(value, '%')) WITH ORDINALITY AS parts (part, n);
  -- Runs of characters are kept in <>; the longest start of a character, or one byte of anything else, leaves an empty <>.
  hex := regexp_replace(
    hex,
    '((?:0[1-9a-f]|[1-7].|c[2-9a-f][89ab].|d.[89ab].|(?:e0[ab]|e[1-9abcef][89ab]|ed[89]).[89ab].'
      '|(?:f0[9ab]|f[123][89ab]|f48).[89ab].[89ab].)+)'
      '|(?:e0[ab]|e[1-9abcef][89ab]|ed[89]).|(?:f0[9ab]|f[123][89ab]|f48).(?:[89ab].)?|..',
    '<\1>', 'g');
  RETURN convert_from(decode(translate(replace(hex, '<>', 'efbfbd'), '<>', ''), 'hex'), 'UTF8');
END $$;
--> statement-breakpoint
-- A name or value of a query string.
CREATE FUNCTION facet.query_decoded(value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN strpos(value, '%') = 0 THEN replace(value, '+', ' ') ELSE facet.percent_decoded(replace(value, '+', ' ')) END;
--> statement-breakpoint
-- The parameters of a query that are tags and have a value, each with its plain name: `&utm_source=a&gclid=b`.
CREATE FUNCTION facet.filled_tags(query text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (
  SELECT coalesce(string_agg('&' || name || '=' || substr(part, strpos(part, '=') + 1), '' ORDER BY n), '')
  FROM unnest(string_to_array(query, '&')) WITH ORDINALITY AS parts (part, n),
    lower(facet.query_decoded(split_part(part, '=', 1)) COLLATE "C") AS names (name)
  WHERE name IN (
      'utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content', 'gclid', 'msclkid', 'ttclid', 'fbclid')
    AND strpos(part, '=') > 0
    AND btrim(facet.query_decoded(substr(part, strpos(part, '=') + 1)), E' \t\n\x0B\f\r') <> ''
);
--> statement-breakpoint
-- The first value of `tag`, which is `&name=`, in a query; `small` is the query in small letters. Blank is ''.
CREATE FUNCTION facet.first_value(query text, small text, tag text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN strpos(small, tag) > 0
  THEN btrim(split_part(substr(query, strpos(small, tag) + length(tag)), '&', 1), E' \t\n\x0B\f\r')
END;
--> statement-breakpoint
-- The tags of a landing: source, medium, campaign, term, content, name of the click id, click id. NULL where there is none.
-- Of a parameter given twice the first value counts that is not blank.
CREATE FUNCTION facet.url_campaign(url text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  query text := split_part(url, '#', 1);
  start integer := strpos(query, '?');
  small text;
  encoded boolean;
  found text[];
BEGIN
  IF start = 0 THEN
    RETURN NULL;
  END IF;
  query := '&' || replace(substr(query, start + 1), '+', ' ');
  small := lower(query COLLATE "C");
  encoded := strpos(query, '%') > 0;
  IF encoded AND query ~ '&[^=&]*%' THEN
    query := facet.filled_tags(query);
    small := lower(query COLLATE "C");
  END IF;
  IF strpos(small, '&utm_') = 0 AND strpos(small, 'clid=') = 0 AND strpos(small, '&msclkid=') = 0 THEN
    RETURN NULL;
  END IF;
  LOOP
    found := ARRAY[
      facet.first_value(query, small, '&utm_source='),
      facet.first_value(query, small, '&utm_medium='),
      facet.first_value(query, small, '&utm_campaign='),
      facet.first_value(query, small, '&utm_term='),
      facet.first_value(query, small, '&utm_content='),
      facet.first_value(query, small, '&gclid='),
      facet.first_value(query, small, '&msclkid='),
      facet.first_value(query, small, '&ttclid='),
      facet.first_value(query, small, '&fbclid=')];
    IF encoded THEN
      FOR place IN 1..9 LOOP
        IF strpos(found[place], '%') > 0 THEN
          found[place] := btrim(facet.percent_decoded(found[place]), E' \t\n\x0B\f\r');
        END IF;
      END LOOP;
    END IF;
    EXIT WHEN array_position(found, '') IS NULL;
    query := facet.filled_tags(query);
    small := lower(query COLLATE "C");
  END LOOP;
  IF array_to_string(found, '') = '' THEN
    RETURN NULL;
  END IF;
  RETURN found[1:5] || CASE
    WHEN found[6] IS NOT NULL THEN ARRAY['gclid', found[6]]
    WHEN found[7] IS NOT NULL THEN ARRAY['msclkid', found[7]]
    WHEN found[8] IS NOT NULL THEN ARRAY['ttclid', found[8]]
    WHEN found[9] IS NOT NULL THEN ARRAY['fbclid', found[9]]
    ELSE '{NULL,NULL}'::text[]
  END;
END $$;
--> statement-breakpoint
-- `url_campaign(url) IS NOT NULL` for a URL with a question mark, faster: regular expressions and loops only where they must be.
CREATE FUNCTION facet.query_has_tags(url text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  small text := lower(substr(url, strpos(url, '?')) COLLATE "C");
  place integer;
BEGIN
  IF strpos(small, 'utm_') = 0 AND strpos(small, 'clid=') = 0 AND strpos(small, 'msclkid=') = 0
    AND (strpos(small, '%') = 0 OR small !~ '[?&][^=&#]*%') THEN
    RETURN false;
  END IF;
  place := strpos(small, 'utm_source=');
  -- The usual tagged link: `?utm_source=g` or `&utm_source=g`, and no `#` anywhere.
  IF place > 1 AND strpos(url, '#') = 0
    AND (place = 2 OR substr(small, place - 1, 1) = '&')
    AND substr(small, place + 11, 1) COLLATE "C" BETWEEN '0' AND 'z' THEN
    RETURN true;
  END IF;
  RETURN facet.url_campaign(url) IS NOT NULL;
END $$;
--> statement-breakpoint
-- Whether a URL carries tags of a campaign. NULL for NULL. It is not STRICT, because then it could not be inlined.
CREATE FUNCTION facet.is_ad_landing(url text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN strpos(url, '?') > 0 AND facet.query_has_tags(url);
--> statement-breakpoint
-- The host of a URL in small letters, without port, user and `www.`; NULL for a path and for what is no URL. The first branch
-- is the same as the second for usual URLs, without a regular expression, which costs ten times as much.
CREATE FUNCTION facet.url_host(url text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN url LIKE '/%' AND url NOT LIKE '//%' OR url = '' THEN NULL
  WHEN (url LIKE 'https://_%' OR url LIKE 'http://_%')
    AND split_part(url, '/', 3) ~ '^[a-z0-9.-]*[a-z0-9-]$'
  THEN CASE
    WHEN split_part(url, '/', 3) LIKE 'www._%' THEN substr(split_part(url, '/', 3), 5)
    ELSE split_part(url, '/', 3)
  END
  ELSE nullif(lower(rtrim(substring(
    left(url, 1000) FROM
    '^(?:[A-Za-z][A-Za-z0-9+.-]*:)?//(?:[^/?#\\@]*@)*(?:[Ww]{3}\.)?([^]/?#\\@:\s[]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]*)?(?![^/?#\\])'),
    '.')), '')
END;
--> statement-breakpoint
-- The path of a URL, at most 500 characters; NULL for an empty text.
CREATE FUNCTION facet.url_page(url text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN url = '' THEN NULL
  WHEN url LIKE '/%' AND url NOT LIKE '//%' THEN left(split_part(split_part(url, '?', 1), '#', 1), 500)
  WHEN url LIKE 'https://%' OR url LIKE 'http://%' THEN left(
    '/' || substr(
      split_part(split_part(url, '?', 1), '#', 1),
      length(split_part(url, ':', 1)) + length(split_part(split_part(split_part(url, '?', 1), '#', 1), '/', 3)) + 5),
    500)
  ELSE left('/' || substring(url FROM '^(?:(?:[A-Za-z][A-Za-z0-9+.-]*:)?//[^/?#]*)?/?([^?#]*)'), 500)
END;
--> statement-breakpoint
-- The first folder of a page: of /women/shoes `women`, of /women `women`; NULL for the root and for a page in it (/index.html).
CREATE FUNCTION facet.page_category(page text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN strpos(substr(page, 2), '/') > 0 OR strpos(page, '.') = 0 THEN nullif(split_part(page, '/', 2), '')
END;
--> statement-breakpoint
CREATE FUNCTION facet.url_category(url text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  page text := facet.url_page(url);
BEGIN
  RETURN facet.page_category(page);
END $$;
--> statement-breakpoint
-- The category of exactly this name or host. Hosts of a brand that are of another category than the brand stand here.
-- The agreement with the lists of Google Analytics matters more than what some of these sites are today.
CREATE FUNCTION facet.listed_category(name text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN name = ANY (regexp_split_to_array(
    'email e-mail e_mail newsletter gmail mail.google.com inbox.google.com com.google.android.gm hotmail outlook.live.com '
    'mail.live.com outlook.office.com outlook.office365.com mail.yahoo.com mail.yahoo.co.jp mail.aol.com e.mail.ru '
    'touch.mail.ru mail.yandex.ru mail.rambler.ru email.seznam.cz mail.naver.com mail.daum.net mail.qq.com mail.163.com '
    'mail.126.com mail.proton.me mail.protonmail.com protonmail mail.zoho.com mail.ukr.net gmx.net gmx.de gmx.com gmx '
    'mail.com navigator.web.de deref-gmx.net deref-web.de deref-mail.com fastmail.com app.fastmail.com posteo.de laposte.net',
    ' ')) THEN 'EMAIL'
  WHEN name = ANY (regexp_split_to_array(
    'google+ googleplus plus.google.com plus.url.google.com groups.google.com googlegroups.com sites.google.com '
    'messages.google.com goo.gl answers.yahoo.com messages.yahoo.co.jp bookmarks.yahoo.com bookmarks.yahoo.co.jp '
    'blog.yahoo.co.jp chiebukuro.yahoo.co.jp pulse.yahoo.com blog.naver.com cafe.naver.com kin.naver.com band.us '
    'lifestream.aol.com wiki.answers.com spaces.live.com tieba.baidu.com zhidao.baidu.com blog.goo.ne.jp oshiete.goo.ne.jp '
    'qzone.qq.com social fb fb.me ig messenger messenger.com l.messenger.com m.me twitter twitter.com t.co x.com lnkd.in '
    'vk.com vkontakte.ru ok.ru t.me telegram.org telegram wa.me line line.me kakao kakao.com kakaocorp.com story.kakao.com '
    'skype skype.com medium.com mix.com hatena b.hatena.ne.jp d.hatena.ne.jp bit.ly is.gd ow.ly buff.ly tinyurl tinyurl.com '
    'tencent tencent.com wordpress.org weebly weebly.com blogger blogger.com typepad typepad.com tagged tagged.com '
    'netvibes netvibes.com getpocket.com pocket.co 5ch.net 51.com ameba.jp ameblo.jp fc2 fc2.com exblog.jp mixi.jp gree.jp '
    'nicovideo.jp niconico pixiv.net livedoor.com livedoorblog okwave.jp last.fm scoop.it paper.li identi.ca fandom.com '
    'meneame.net gutefrage.net wer-weiss-was.de studivz.net meinvz.net jappy.de suomi24.fi draugiem.lv goldenline.pl '
    'irc-galleria.net babyblog.ru taringa.net hyves.nl partyflock.nl news.ycombinator.com lobste.rs slashdot.org academia.edu '
    'researchgate.net wikihow.com hubpages.com discover.hubpages.com ancestry.com allrecipes.com epicurious.com chegg.com '
    'bsky.app threads.net threads.com mastodon.social discord discord.com discordapp.com glassdoor glassdoor.com '
    'stackapps stackapps.com askubuntu askubuntu.com serverfault serverfault.com superuser superuser.com feedspot '
    'internations.org interpals.net couchsurfing.org caringbridge.org myanimelist.net zalo chat.zalo.me zalo.me digg digg.com '
    'blogs.com blog.com over-blog.com overblog.com canalblog.com centerblog.net unblog.fr edublogs.org blogg.no bloggang.com '
    'smartnews.com linkedin.com nextdoor.com clubhouse.com truthsocial.com gab.com gettr.com minds.com '
    'imageshack imageshack.com imageshack.us dianping dianping.com douyin.com kuaishou.com wechat wechat.com weixin.qq.com '
    'foursquare foursquare.com gather.com ning ning.com care2 care2.com toolbox toolbox.com spoke spoke.com',
    ' ')) THEN 'SOCIAL'
  WHEN name = ANY (regexp_split_to_array(
    'google shopping|igshopping|shopping.google.com|shopping.yahoo.com|shopping.yahoo.co.jp|shopping.naver.com|shopping.net|'
    'shopping.com|shop.app|walmart|walmart.com|target.com|bestbuy|bestbuy.com|wish.com|jd.com|otto.de|bol.com|noon.com|'
    'mercadolivre.com.br|ozon.ru|market.yandex.ru|idealo|idealo.de|kelkoo|ceneo.pl|heureka.cz|skroutz.gr|11st.co.kr|'
    'n11.com|coupang|coupang.com|gmarket.co.kr|wildberries.ru|price.com.hk|kakaku.com|pricegrabber|pricegrabber.com|'
    'bizrate.com|nextag|nextag.com|simplycodes.com|kohls.com|costco.com|homedepot.com|lowes.com|macys.com|'
    'shop.samsung.com|allegro.pl|emag.ro|olx.pl|vinted.com|depop.com|poshmark.com|mercari.com',
    '\|')) THEN 'SHOPPING'
  WHEN name = ANY (regexp_split_to_array(
    'youtu.be ted ted.com d.tube iq.com iqiyi iqiyi.com hulu hulu.com justin.tv crackle crackle.com veoh veoh.com '
    'bilibili bilibili.com v.qq.com rumble.com odysee.com rutube.ru vk.video video.google.com primevideo.com disneyplus.com '
    'disneyplus metacafe.com bitchute.com peertube.tv kick.com niconico.video streamable.com loom.com max.com peacocktv.com '
    'viadeo.journaldunet.com utreon utreon.com curiositystream curiositystream.com vevo.com dai.ly brightcove.com',
    ' ')) THEN 'VIDEO'
  WHEN name = ANY (regexp_split_to_array(
    'alice ask ask.com avg aol cnn comcast conduit daum terra globo onet onet.pl ukr ukr.net search.ukr.net tut.by babylon '
    'babylon.com lycos lycos.com excite.com excite.co.jp search-results search-results.com incredimail google-play 360.cn '
    'so.com centrum.cz firmy.cz najdi najdi.si virgilio virgilio.it kvasir kvasir.no eniro eniro.se startsiden startsiden.no '
    'search.smt.docomo.ne.jp auone sp-web.search.auone.jp go.mail.ru nova.rambler.ru biglobe biglobe.co.jp biglobe.ne.jp '
    'goo.ne.jp com.google.android.googlequicksearchbox duckduckgo ddg.gg bing search.brave.com search.live.com '
    'exalead.com sm.cn metager.de metager.org startpage startpage.com swisscows.com mojeek.com gibiru.com ekoru.org '
    'presearch.com you.com kagi.com search.lilo.org lilo.org oceanhero.today searx.be neeva.com yep.com coccoc.com '
    'petalsearch.com search.becovi.com search.ch suche.t-online.de suche.web.de zapmeta.com webcrawler.com info.com '
    'info.seznam.cz search.walla.co.il walla.co.il atlas.sk zoznam.sk pchome.com.tw search.com hotbot.com '
    'infospace.com metacrawler.com mywebsearch.com search.tb.ask.com isearch.com search.sify.com rediff.com',
    ' ')) THEN 'SEARCH'
END;
--> statement-breakpoint
-- The category of a brand that has hosts in many countries: the label before the public suffix.
CREATE FUNCTION facet.brand_category(brand text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN brand = ANY (regexp_split_to_array(
    'google bing yahoo yandex baidu naver seznam duckduckgo ecosia qwant sogou rambler msn daum aol dogpile lycos rakuten',
    ' ')) THEN 'SEARCH'
  WHEN brand = ANY (regexp_split_to_array(
    'facebook instagram pinterest linkedin reddit tiktok snapchat tumblr whatsapp quora weibo myspace flickr blogspot wordpress '
    'livejournal odnoklassniki xing yelp tripadvisor trustpilot stackoverflow stackexchange meetup disqus deviantart goodreads '
    'flipboard slideshare scribd houzz instapaper diigo pinboard hootsuite tweetdeck vampirefreaks badoo bebo hi5 tuenti '
    'renren douban tudou cyworld copainsdavant skyrock viadeo classmates mylife yammer sharethis addthis plurk photobucket '
    'webshots wattpad crunchyroll buzzfeed dzone techmeme fark myheritage geni librarything anobii ravelry couchsurfing '
    'foursquare gowalla secondlife habbo imvu gaiaonline reverbnation bloglines xanga friendfeed posterous artstation '
    'blackplanet cafemom blogher catster dogster fotolog fotki fanpop mocospace travellerspoint academia activerain livedoor',
    ' ')) THEN 'SOCIAL'
  WHEN brand = ANY (regexp_split_to_array(
    'amazon ebay etsy alibaba aliexpress mercadolibre mercadolivre shopify shopzilla lazada shopee zalando flipkart taobao '
    'tmall temu shein wayfair trendyol hepsiburada jumia tokopedia bukalapak asos overstock newegg cdiscount kelkoo pricerunner',
    ' ')) THEN 'SHOPPING'
  WHEN brand = ANY (regexp_split_to_array('youtube vimeo dailymotion twitch netflix wistia youku iqiyi hulu', ' ')) THEN 'VIDEO'
END;
--> statement-breakpoint
-- The label before the public suffix of a host: of news.google.co.uk `google`.
CREATE FUNCTION facet.host_brand(host text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN split_part(host, '.', -2) IN ('co', 'com', 'ne', 'or', 'net', 'org') AND split_part(host, '.', -3) > ''
  THEN split_part(host, '.', -3)
  ELSE split_part(host, '.', -2)
END;
--> statement-breakpoint
-- What kind of site a utm_source or the host of a referrer is: SEARCH, SOCIAL, SHOPPING, VIDEO, EMAIL; NULL when not known. The
-- most specific host of the lists decides: mail.google.com before google.com.
CREATE FUNCTION facet.traffic_category(source text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  name text := lower(btrim(left(source, 253)));
  category text := coalesce(facet.listed_category(name), facet.brand_category(name));
  brand text;
BEGIN
  IF category IS NOT NULL OR strpos(name, '.') = 0 THEN
    RETURN category;
  END IF;
  IF name LIKE 'mail.%.%' OR name LIKE 'webmail.%.%' THEN
    RETURN 'EMAIL';
  END IF;
  brand := facet.host_brand(name);
  FOR parent IN 1..4 LOOP
    EXIT WHEN brand = '' OR starts_with(name, brand || '.');
    name := substr(name, strpos(name, '.') + 1);
    category := facet.listed_category(name);
    IF category IS NOT NULL THEN
      RETURN category;
    END IF;
  END LOOP;
  RETURN facet.brand_category(brand);
END $$;
--> statement-breakpoint
-- The default channel group of Google Analytics 4 (its rules for tagged links). `(direct)`, `(none)`, `(not set)` and blank are
-- nothing.
CREATE FUNCTION facet.channel_group(source text, medium text, campaign text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  category text;
  paid boolean;
  shopping boolean;
BEGIN
  source := lower(btrim(left(source, 500)));
  medium := lower(btrim(left(medium, 500)));
  campaign := lower(btrim(left(campaign, 500)));
  source := CASE WHEN source NOT IN ('', '(direct)', '(none)', '(not set)') THEN source END;
  medium := CASE WHEN medium NOT IN ('', '(direct)', '(none)', '(not set)') THEN medium END;
  campaign := CASE WHEN campaign NOT IN ('', '(direct)', '(none)', '(not set)') THEN campaign END;
  IF coalesce(source, medium, campaign) IS NULL THEN
    RETURN 'Direct';
  END IF;
  category := facet.traffic_category(source);
  paid := coalesce(medium LIKE '%cp%' OR medium LIKE 'paid%' OR medium IN ('ppc', 'retargeting'), false);
  -- "shop" with any letter but e before it (not "coffeeshop"), and "shopping".
  shopping := coalesce(category = 'SHOPPING', false)
    OR coalesce(strpos(campaign, 'shop') > 0 AND campaign ~ '(?:^|[^e])shop|shopping', false);
  RETURN CASE
    WHEN strpos(campaign, 'cross-network') > 0 THEN 'Cross-network'
    WHEN paid AND shopping THEN 'Paid Shopping'
    WHEN paid AND category = 'SEARCH' THEN 'Paid Search'
    WHEN paid AND category = 'SOCIAL' THEN 'Paid Social'
    WHEN paid AND category = 'VIDEO' THEN 'Paid Video'
    WHEN medium IN ('display', 'banner', 'expandable', 'interstitial', 'cpm') THEN 'Display'
    WHEN paid THEN 'Paid Other'
    WHEN shopping THEN 'Organic Shopping'
    WHEN category = 'SOCIAL'
      OR medium IN ('social', 'social-network', 'social-media', 'sm', 'social network', 'social media')
    THEN 'Organic Social'
    WHEN category = 'VIDEO' OR strpos(medium, 'video') > 0 THEN 'Organic Video'
    WHEN category = 'SEARCH' OR medium = 'organic' THEN 'Organic Search'
    WHEN medium IN ('referral', 'app', 'link') THEN 'Referral'
    WHEN source IN ('email', 'e-mail', 'e_mail', 'e mail') OR medium IN ('email', 'e-mail', 'e_mail', 'e mail') THEN 'Email'
    WHEN medium = 'affiliate' THEN 'Affiliates'
    WHEN medium = 'audio' THEN 'Audio'
    WHEN source = 'sms' OR medium = 'sms' THEN 'SMS'
    WHEN medium LIKE '%push' OR strpos(medium, 'mobile') > 0 OR strpos(medium, 'notification') > 0 OR source = 'firebase'
    THEN 'Mobile Push Notifications'
    ELSE 'Unassigned'
  END;
END $$;
--> statement-breakpoint
-- The name that a host is known by: of l.facebook.com `facebook`. It has the category of its host, else it is the host.
CREATE FUNCTION facet.source_name(host text, category text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  brand text;
BEGIN
  IF category IS NULL THEN
    RETURN host;
  END IF;
  brand := CASE
    WHEN host IN ('t.co', 'x.com') THEN 'twitter'
    WHEN host = 'lnkd.in' THEN 'linkedin'
    WHEN host IN ('fb.me', 'm.me') THEN 'facebook'
    WHEN host = 'youtu.be' THEN 'youtube'
    WHEN host = 'com.google.android.googlequicksearchbox' THEN 'google'
    ELSE facet.host_brand(host)
  END;
  RETURN CASE WHEN coalesce(facet.listed_category(brand), facet.brand_category(brand)) = category THEN brand ELSE host END;
END $$;
--> statement-breakpoint
-- What the first event of a visit says of where it came from: source, medium, campaign, term, content, name of the click id,
-- click id, host of the referrer, channel.
CREATE FUNCTION facet.visit_source(url text, referrer text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  tags text[];
  host text;
  own text;
  category text;
  source text;
  medium text;
BEGIN
  IF strpos(url, '?') > 0 THEN
    tags := facet.url_campaign(url);
  END IF;
  IF referrer <> '' THEN
    host := left(facet.url_host(referrer), 253);
    own := facet.url_host(url);
    IF host = own OR right(host, length(own) + 1) = '.' || own OR right(own, length(host) + 1) = '.' || host THEN
      host := NULL;
    END IF;
  END IF;
  IF tags IS NOT NULL THEN
    source := coalesce(tags[1], CASE tags[6]
      WHEN 'gclid' THEN 'google' WHEN 'msclkid' THEN 'bing' WHEN 'ttclid' THEN 'tiktok' WHEN 'fbclid' THEN 'facebook'
    END);
    -- Facebook decorates unpaid links too.
    medium := coalesce(tags[2], CASE WHEN tags[6] <> 'fbclid' THEN 'cpc' END);
    RETURN ARRAY[source, medium] || tags[3:7] || ARRAY[host, facet.channel_group(source, medium, tags[3])];
  END IF;
  IF host IS NULL THEN
    RETURN '{NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,Direct}'::text[];
  END IF;
  category := facet.traffic_category(host);
  source := facet.source_name(host, category);
  medium := CASE category
    WHEN 'SEARCH' THEN 'organic'
    WHEN 'SOCIAL' THEN 'social'
    WHEN 'VIDEO' THEN 'video'
    WHEN 'EMAIL' THEN 'email'
    -- The source makes it Organic Shopping.
    ELSE 'referral'
  END;
  RETURN ARRAY[source, medium, NULL, NULL, NULL, NULL, NULL, host, facet.channel_group(source, medium, NULL)];
END $$;
--> statement-breakpoint
-- mobile, tablet, desktop or bot. Whatever is no browser and no phone is a program, so a bot; `-` and blank are NULL.
CREATE FUNCTION facet.device_of(user_agent text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN user_agent IS NULL OR btrim(user_agent, E' \t\n\x0B\f\r') IN ('', '-') THEN NULL
  WHEN strpos(user_agent, 'http') > 0 OR strpos(user_agent, 'bot') > 0 OR strpos(user_agent, 'Bot') > 0
    OR strpos(user_agent, 'pider') > 0 OR strpos(user_agent, 'rawl') > 0 OR strpos(user_agent, 'lurp') > 0
    OR strpos(user_agent, 'Headless') > 0 OR strpos(user_agent, 'PhantomJS') > 0 OR strpos(user_agent, 'Preview') > 0
    OR strpos(user_agent, 'favicon') > 0 OR strpos(user_agent, '@') > 0 OR strpos(user_agent, 'subscribers') > 0 THEN 'bot'
  WHEN user_agent LIKE 'Mozilla/5.0 (Macintosh;%' OR user_agent LIKE 'Mozilla/5.0 (X11;%'
    OR strpos(user_agent, 'Windows NT') > 0 AND strpos(user_agent, 'Phone') = 0 THEN 'desktop'
  WHEN strpos(user_agent, 'iPad') > 0 OR strpos(user_agent, 'Kindle') > 0 OR strpos(user_agent, 'PlayBook') > 0
    OR strpos(user_agent, 'Tablet') > 0 AND strpos(user_agent, 'Tablet PC') = 0
    OR strpos(user_agent, 'Silk/') > 0 AND strpos(user_agent, 'Mobile') = 0 THEN 'tablet'
  WHEN strpos(user_agent, 'Mobile') > 0 OR strpos(user_agent, 'iPhone') > 0 OR strpos(user_agent, 'iPod') > 0 THEN 'mobile'
  WHEN strpos(user_agent, 'Android') > 0 THEN CASE
    WHEN strpos(user_agent, 'TV') > 0 OR strpos(user_agent, 'CrKey') > 0 OR strpos(user_agent, 'BRAVIA') > 0 THEN 'desktop'
    WHEN strpos(user_agent, 'Opera Mobi') > 0 OR strpos(user_agent, 'Opera Mini') > 0 OR user_agent LIKE 'Dalvik/%' THEN 'mobile'
    ELSE 'tablet'
  END
  WHEN strpos(user_agent, 'Windows Phone') > 0 OR strpos(user_agent, 'BlackBerry') > 0 OR strpos(user_agent, 'BB10') > 0
    OR strpos(user_agent, 'Opera Mini') > 0 OR strpos(user_agent, 'Opera Mobi') > 0 OR strpos(user_agent, 'MIDP') > 0
    OR strpos(user_agent, 'Nokia') > 0 OR strpos(user_agent, 'Symbian') > 0 OR strpos(user_agent, 'Windows CE') > 0
    OR strpos(user_agent, 'MAUI') > 0 THEN 'mobile'
  WHEN user_agent LIKE 'Mozilla/%' OR user_agent LIKE 'Opera/%' OR strpos(user_agent, 'Windows') > 0
    OR strpos(user_agent, 'Macintosh') > 0 OR strpos(user_agent, 'Safari') > 0 OR strpos(user_agent, 'Firefox') > 0
    OR strpos(user_agent, 'Chrome') > 0 OR strpos(user_agent, 'Edge') > 0 THEN 'desktop'
  ELSE 'bot'
END;
--> statement-breakpoint
-- The browser family; those built on Chromium come before it, because they name it too. `Bot` is who device_of calls one.
CREATE FUNCTION facet.browser_of(user_agent text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN user_agent IS NULL OR btrim(user_agent, E' \t\n\x0B\f\r') IN ('', '-') THEN NULL
  WHEN facet.device_of(user_agent) = 'bot' THEN 'Bot'
  ELSE CASE
    WHEN strpos(user_agent, 'Edg') > 0 THEN 'Edge'
    WHEN strpos(user_agent, 'OPR/') > 0 OR strpos(user_agent, 'Opera') > 0 OR strpos(user_agent, 'OPiOS') > 0
      OR strpos(user_agent, 'OPT/') > 0 THEN 'Opera'
    WHEN strpos(user_agent, 'SamsungBrowser') > 0 THEN 'Samsung Internet'
    WHEN strpos(user_agent, 'YaBrowser') > 0 THEN 'Yandex Browser'
    WHEN strpos(user_agent, 'UCBrowser') > 0 OR strpos(user_agent, 'UBrowser') > 0 THEN 'UC Browser'
    WHEN strpos(user_agent, 'Silk/') > 0 THEN 'Amazon Silk'
    WHEN strpos(user_agent, 'Vivaldi') > 0 THEN 'Vivaldi'
    WHEN strpos(user_agent, 'Chrome') > 0 OR strpos(user_agent, 'CriOS') > 0 OR strpos(user_agent, 'Chromium') > 0 THEN 'Chrome'
    WHEN strpos(user_agent, 'Firefox') > 0 OR strpos(user_agent, 'FxiOS') > 0 OR strpos(user_agent, 'Iceweasel') > 0 THEN 'Firefox'
    WHEN strpos(user_agent, 'MSIE') > 0 OR strpos(user_agent, 'Trident/') > 0 THEN 'Internet Explorer'
    WHEN strpos(user_agent, 'BlackBerry') > 0 OR strpos(user_agent, 'BB10') > 0 OR strpos(user_agent, 'PlayBook') > 0
      OR strpos(user_agent, 'Kindle') > 0 OR strpos(user_agent, 'Symbian') > 0 OR strpos(user_agent, 'Nokia') > 0 THEN 'Other'
    WHEN strpos(user_agent, 'Android') > 0 AND strpos(user_agent, 'AppleWebKit') > 0 THEN 'Android Browser'
    WHEN strpos(user_agent, 'Safari/') > 0 AND (strpos(user_agent, 'Version/') > 0 OR strpos(user_agent, 'Macintosh') > 0)
      OR user_agent LIKE 'Safari/%' THEN 'Safari'
    ELSE 'Other'
  END
END;
