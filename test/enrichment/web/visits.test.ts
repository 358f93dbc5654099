import { expect, it } from '@jest/globals';
import { webFunctions } from './webFunctions.js';

const { sql } = webFunctions();

const names = ['source', 'medium', 'campaign', 'term', 'content', 'click', 'id', 'referrer', 'channel'];
const shop = 'https://www.shop.example/women';

const visits: readonly [string | null, string | null, Record<string, string>][] = [
  [shop, null, { channel: 'Direct' }],
  [shop, '', { channel: 'Direct' }],
  [null, null, { channel: 'Direct' }],
  [shop, 'about:blank', { channel: 'Direct' }],
  [shop, 'https://shop.example/cart', { channel: 'Direct' }],
  [shop, 'https://checkout.shop.example:8080/', { channel: 'Direct' }],
  ['https://checkout.shop.example/', 'http://WWW.SHOP.example/', { channel: 'Direct' }],
  [
    shop,
    'https://othershop.example/',
    { source: 'othershop.example', medium: 'referral', referrer: 'othershop.example', channel: 'Referral' },
  ],
  [
    shop,
    'https://www.google.co.uk/search?q=shoes',
    { source: 'google', medium: 'organic', referrer: 'google.co.uk', channel: 'Organic Search' },
  ],
  [
    '/women',
    'https://duckduckgo.com/',
    { source: 'duckduckgo', medium: 'organic', referrer: 'duckduckgo.com', channel: 'Organic Search' },
  ],
  [
    shop,
    'https://l.facebook.com/l.php',
    { source: 'facebook', medium: 'social', referrer: 'l.facebook.com', channel: 'Organic Social' },
  ],
  [shop, 'https://t.co/abc', { source: 'twitter', medium: 'social', referrer: 't.co', channel: 'Organic Social' }],
  [
    shop,
    'https://news.ycombinator.com/item',
    { source: 'news.ycombinator.com', medium: 'social', referrer: 'news.ycombinator.com', channel: 'Organic Social' },
  ],
  [shop, 'https://youtu.be/x', { source: 'youtube', medium: 'video', referrer: 'youtu.be', channel: 'Organic Video' }],
  [
    shop,
    'https://www.amazon.de/x',
    { source: 'amazon', medium: 'referral', referrer: 'amazon.de', channel: 'Organic Shopping' },
  ],
  [
    shop,
    'https://mail.google.com/',
    { source: 'mail.google.com', medium: 'email', referrer: 'mail.google.com', channel: 'Email' },
  ],
  [
    shop,
    'https://answers.yahoo.com/',
    { source: 'answers.yahoo.com', medium: 'social', referrer: 'answers.yahoo.com', channel: 'Organic Social' },
  ],
  [
    `${shop}?utm_source=News&utm_medium=email&utm_campaign=May&utm_term=t&utm_content=c`,
    'https://mail.google.com/',
    {
      source: 'News',
      medium: 'email',
      campaign: 'May',
      term: 't',
      content: 'c',
      referrer: 'mail.google.com',
      channel: 'Email',
    },
  ],
  [`${shop}?gclid=1`, null, { source: 'google', medium: 'cpc', click: 'gclid', id: '1', channel: 'Paid Search' }],
  [`${shop}?msclkid=1`, null, { source: 'bing', medium: 'cpc', click: 'msclkid', id: '1', channel: 'Paid Search' }],
  [`${shop}?ttclid=1`, null, { source: 'tiktok', medium: 'cpc', click: 'ttclid', id: '1', channel: 'Paid Social' }],
  [`${shop}?fbclid=1`, null, { source: 'facebook', click: 'fbclid', id: '1', channel: 'Organic Social' }],
  [
    `${shop}?fbclid=1&utm_medium=paid`,
    'https://shop.example/',
    { source: 'facebook', medium: 'paid', click: 'fbclid', id: '1', channel: 'Paid Social' },
  ],
  [
    `${shop}?utm_source=google&gclid=1`,
    null,
    { source: 'google', medium: 'cpc', click: 'gclid', id: '1', channel: 'Paid Search' },
  ],
  [
    `${shop}?utm_campaign=May`,
    'https://www.google.com/',
    { campaign: 'May', referrer: 'google.com', channel: 'Unassigned' },
  ],
];

it.each(visits)('%s from %s', async (url, referrer, expected) => {
  const [row] = await sql()`select to_jsonb(facet.visit_source(${url}, ${referrer})) as entries`;
  expect(row?.['entries']).toEqual(names.map((name) => expected[name] ?? null));
});
