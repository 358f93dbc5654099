import { isDeepStrictEqual } from 'node:util';
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hostile, webFunctions } from './webFunctions.js';
import { runsOf } from '../../support/runsOf.js';
import { anyText } from '../../support/anyText.js';

const { ask, sql } = webFunctions();

const tagNames = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content'];
const clickNames = ['gclid', 'msclkid', 'ttclid', 'fbclid'];

/** Any case of a name, sometimes with its first letter encoded. */
const spelled = (name: string) =>
  fc
    .tuple(fc.array(fc.boolean(), { minLength: name.length, maxLength: name.length }), fc.integer({ min: 0, max: 5 }))
    .map(([upper, form]) => {
      const written = Array.from(name, (letter, n) => (upper[n] === true ? letter.toUpperCase() : letter)).join('');
      return form > 0 ? written : `%${written.charCodeAt(0).toString(16)}${written.slice(1)}`;
    });

const encoded = (text: string): string => new URLSearchParams({ x: text }).toString().slice(2);

/** Written as browsers do, or by hand with raw letters and broken escapes. */
const value = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }).map(encoded),
  anyText({ maxLength: 6 }).map(encoded),
  fc.constantFrom('', '+', '%20', '%09+', 'https://y/?utm_medium=cpc', 'ü', '%'),
  fc
    .array(fc.constantFrom('%C3', '%A9', '%E2', '%82', '%AC', '%F0', '%9F', '%ED', '%FF', '%41', 'é', 'a'), {
      maxLength: 8,
    })
    .map((parts) => parts.join('')),
);

const parameter = fc
  .tuple(
    fc.oneof(
      fc.constantFrom(...tagNames, ...clickNames).chain(spelled),
      fc.constantFrom('', 'a', 'utm', 'utm_', 'utm_medium_old', 'xgclid', 'utm_source ', '%C3', '%'),
      fc.string({ unit: 'grapheme', maxLength: 5 }).map(encoded),
    ),
    value,
    fc.boolean(),
  )
  .map(([name, text, bare]) => (bare && text === '' ? name : `${name}=${text}`));

const url = fc
  .tuple(
    fc.constantFrom('https://shop.example/', 'https://shop.example/p/1', 'https://shop.example'),
    fc.array(parameter, { maxLength: 8 }),
    fc.constantFrom('', '#', '#?utm_source=f', '#&gclid=f'),
  )
  .map(([base, parameters, fragment]) => `${base}?${parameters.join('&')}${fragment}`);

const trimmed = (text: string): string => text.replaceAll(/^[ \t\n\v\f\r]+|[ \t\n\v\f\r]+$/g, '');

/** The same by Node's own parser. */
function byNode(text: string): (string | null)[] | null {
  const found = new Map<string, string>();
  for (const [name, raw] of new URL(text).searchParams) {
    const filled = trimmed(raw.replaceAll('\0', '\uFFFD'));
    const key = name.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
    if (filled !== '' && !found.has(key)) found.set(key, filled);
  }
  const click = clickNames.find((name) => found.has(name));
  const tags = tagNames.map((name) => found.get(name) ?? null);
  const entries = [...tags, ...(click === undefined ? [null, null] : [click, found.get(click) ?? null])];
  return entries.some((entry) => entry !== null) ? entries : null;
}

it('reads the parameters that Node reads', async () => {
  // One statement for all: a round trip per URL would take most of the time.
  const urls = fc.sample(url, { numRuns: runsOf(500, 2000), seed: 20_261_125 });
  const expected = urls.map(byNode);
  expect(expected.filter((tags) => tags !== null).length).toBeGreaterThan(0.5 * runsOf(500, 2000));
  const campaigns = await ask('url_campaign', urls);
  const wrong = urls.flatMap((text, n) => (isDeepStrictEqual(campaigns[n], expected[n]) ? [] : [[text, campaigns[n]]]));
  expect(wrong.slice(0, 5)).toEqual([]);
  const landings = await ask('is_ad_landing', urls);
  expect(urls.filter((_, n) => landings[n] !== (expected[n] !== null))).toEqual([]);
});

it('reads the host and page that Node reads', async () => {
  const address = fc
    .tuple(
      fc.constantFrom('https://', 'http://', 'HTTPS://'),
      fc.constantFrom('', 'www.', 'user@', 'a:b@www.'),
      fc.domain(),
      fc.constantFrom('', ':8080', ':'),
      fc.webPath(),
      fc.constantFrom('', '?q=/x', '#f', '?a#b?c', '?https://y/z'),
    )
    .map((parts) => parts.join(''));
  const urls = fc.sample(address, { numRuns: runsOf(300, 1000), seed: 20_261_125 });
  const parsed = urls.map((text) => new URL(text));
  expect(await ask('url_host', urls)).toEqual(parsed.map(({ hostname }) => hostname.replace(/^www\./, '')));
  // Node resolves `.` and `..`, which stay as they are here.
  const kept = urls.filter((text, n) => !/\/\.{1,2}(?:\/|$|\?|#)/.test(text) && parsed[n] !== undefined);
  expect(await ask('url_page', kept)).toEqual(kept.map((text) => new URL(text).pathname.slice(0, 500)));
});

it('never fails', async () => {
  const texts = [
    ...hostile,
    ...fc.sample(fc.string({ unit: 'grapheme', maxLength: 40 }), { numRuns: 300, seed: 1 }),
  ].map((text) => text.replaceAll('\0', ''));
  for (const name of [
    'is_ad_landing',
    'url_campaign',
    'url_host',
    'url_page',
    'url_category',
    'traffic_category',
    'device_of',
    'browser_of',
  ])
    expect(await ask(name, texts)).toHaveLength(texts.length);
  const rows = await sql()`
    select facet.channel_group(a, a, a), facet.visit_source(a, a), facet.visit_source(a, 'https://' || a),
      facet.visit_source('https://shop.example/', 'https://' || a)
    from unnest(${texts}::text[]) as inputs (a)`;
  expect(rows).toHaveLength(texts.length);
  expect(await ask('is_ad_landing', texts)).toEqual(
    (await ask('url_campaign', texts)).map((campaign) => campaign !== null),
  );
});
