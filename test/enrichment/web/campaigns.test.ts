import { expect, it } from '@jest/globals';
import { webFunctions } from './webFunctions.js';

const { ask } = webFunctions();

/** The seven entries of `url_campaign`. */
const tags = (entries: Partial<Record<string, string>>): (string | null)[] =>
  ['source', 'medium', 'campaign', 'term', 'content', 'click', 'id'].map((name) => entries[name] ?? null);

const cases: readonly [string, (string | null)[] | null][] = [
  ['/?utm_medium=cpc&utm_source=g', tags({ medium: 'cpc', source: 'g' })],
  ['/?utm_source=g&utm_medium=cpc&utm_campaign=a', tags({ source: 'g', medium: 'cpc', campaign: 'a' })],
  ['/?a=1&utm_medium=cpc', tags({ medium: 'cpc' })],
  ['/?UTM_MEDIUM=cpc', tags({ medium: 'cpc' })],
  ['/?utm_source=g', tags({ source: 'g' })],
  ['/?gclid=1', tags({ click: 'gclid', id: '1' })],
  ['/?utm_medium=', null],
  ['?utm_medium_old=z', null],
  ['/?r=https://y/?utm_medium=cpc', null],
  ['/?utmXmedium=cpc', null],

  ['/', null],
  ['/?', null],
  ['/utm_source=g', null],
  ['/&utm_source=g', null],
  ['/#?utm_source=g', null],
  ['/#a&utm_source=g', null],
  ['/?a=b#&utm_source=g', null],
  ['/?utm_source=g#f', tags({ source: 'g' })],
  ['/?utm_source=#g', null],
  ['/?a?utm_source=g', null],
  ['/?a?&utm_source=g', tags({ source: 'g' })],
  ['/?xutm_source=g', null],
  ['/?xgclid=g', null],
  ['/#?gclid=g', null],
  ['/?a=b#&gclid=g', null],
  ['/?a=b#?gclid=g', null],
  ['/?gclid=#g', null],
  ['/?gclid', null],
  ['/?gclid=', null],
  ['/?gclid=+', null],
  ['/?a?gclid=g', null],
  ['/?a=b&gclid=g', tags({ click: 'gclid', id: 'g' })],
  ['/?gclid=g#f', tags({ click: 'gclid', id: 'g' })],
  ['/?gclid=%67', tags({ click: 'gclid', id: 'g' })],
  ['/?GCLID=g', tags({ click: 'gclid', id: 'g' })],
  ['/?dclid=g', null],
  ['/?utm_source', null],
  ['/?utm_source==', tags({ source: '=' })],
  ['/?utm_source=a=b', tags({ source: 'a=b' })],
  ['/?utm_source=+%20%09&utm_medium=%0D%0a', null],
  ['/?utm_source=+a%20+', tags({ source: 'a' })],
  ['/?utm_source=%2B', tags({ source: '+' })],
  ['/?utm%5Fsource=g', tags({ source: 'g' })],
  ['/?%75%74%6D_%53ource=g', tags({ source: 'g' })],
  ['/?%26utm_source=g', null],
  ['/?a%3Dutm_source=g', null],
  ['/?utm+source=g', null],
  [
    '/?Utm_Source=Google&utm_CAMPAIGN=Sommer+Sch%C3%BCler%E2%82%AC',
    tags({ source: 'Google', campaign: 'Sommer Schüler€' }),
  ],
  ['/?utm_source=&utm_source=b&utm_source=c', tags({ source: 'b' })],
  ['/?utm_source=%20&UTM_SOURCE=b&utm%5fsource=c', tags({ source: 'b' })],
  ['/?utm_source=a&utm_source=', tags({ source: 'a' })],
  ['/?utm_term=t&utm_content=c', tags({ term: 't', content: 'c' })],
  ['/?fbclid=4&ttclid=3&msclkid=2&gclid=1', tags({ click: 'gclid', id: '1' })],
  ['/?fbclid=4&ttclid=3&msclkid=2', tags({ click: 'msclkid', id: '2' })],
  ['/?fbclid=4&ttclid=3&gclid=+', tags({ click: 'ttclid', id: '3' })],
  ['/?fbclid=4', tags({ click: 'fbclid', id: '4' })],
  ['https://shop.example/p?utm_source=a%00b', tags({ source: 'a\uFFFDb' })],
  ['/?utm_source=%E2%82x%FFy', tags({ source: '\uFFFDx\uFFFDy' })],
  ['/?utm_source=100%', tags({ source: '100%' })],
  ['/?utm_source=%zz%4', tags({ source: '%zz%4' })],
  ['/?utm_source=\\u0041%41é%C3%A9', tags({ source: '\\u0041Aéé' })],
];

it('finds the tags of a URL', async () => {
  const urls = cases.map(([url]) => url);
  const campaigns = await ask('url_campaign', urls);
  expect(urls.map((url, n) => [url, campaigns[n]])).toEqual(cases);
});

it('says of the same URLs that they are landings', async () => {
  const urls = cases.map(([url]) => url);
  const landings = await ask('is_ad_landing', urls);
  expect(urls.map((url, n) => [url, landings[n]])).toEqual(cases.map(([url, found]) => [url, found !== null]));
});

it('gives NULL for NULL', async () => {
  expect(await ask('is_ad_landing', [null])).toEqual([null]);
  expect(await ask('url_campaign', [null])).toEqual([null]);
});
