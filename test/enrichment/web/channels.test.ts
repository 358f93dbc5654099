import { expect, it } from '@jest/globals';
import { webFunctions } from './webFunctions.js';

const { ask, sql } = webFunctions();

it.each([
  [
    'SEARCH',
    'google Google google.com www.google.de google.co.uk news.google.com.br lens.google.com bing cn.bing.com baidu',
  ],
  [
    'SEARCH',
    'duckduckgo.com search.yahoo.co.jp yahoo m.naver.com yandex.com.tr ecosia.org go.mail.ru search.brave.com',
  ],
  [
    'SOCIAL',
    'facebook FB l.facebook.com fb.me t.co x.com twitter ig instagram.com lnkd.in linkedin de.pinterest.com pinterest.at',
  ],
  [
    'SOCIAL',
    'old.reddit.com tiktok vk.com away.vk.com groups.google.com blog.naver.com m.blog.naver.com chiebukuro.yahoo.co.jp',
  ],
  [
    'SHOPPING',
    'amazon amazon.co.uk smile.amazon.com ebay.com.au etsy shopping.yahoo.co.jp store.shopping.yahoo.co.jp shop.app',
  ],
  ['VIDEO', 'youtube m.youtube.com youtu.be vimeo player.vimeo.com twitch netflix bilibili.com'],
  [
    'EMAIL',
    'mail.google.com gmail email outlook.live.com mail.yahoo.com mail.example.org webmail.example.org e.mail.ru',
  ],
  [
    null,
    'example.com google-fans.example google.example.com facebook.example.org t.com mycompany com amazonaws.com mail.ru ..',
  ],
])('%s are %s', async (category, sources) => {
  const names = sources.split(' ');
  const found = await ask('traffic_category', names);
  expect(names.map((name, n) => [name, found[n]])).toEqual(names.map((name) => [name, category]));
});

const channels: readonly [string | null, string | null, string | null, string][] = [
  [null, null, null, 'Direct'],
  ['(direct)', '(none)', '(not set)', 'Direct'],
  ['', ' ', null, 'Direct'],
  ['google', 'cpc', 'EU-Cross-Network-1', 'Cross-network'],
  ['amazon', 'cpc', null, 'Paid Shopping'],
  ['google', 'cpc', 'spring-shop', 'Paid Shopping'],
  ['google', 'cpc', 'coffeeshop', 'Paid Search'],
  ['google', 'cpc', 'coffeeshopping', 'Paid Shopping'],
  ['google', 'cpc', 'sale', 'Paid Search'],
  ['GOOGLE', 'CPC', 'Sale', 'Paid Search'],
  ['google', 'cpm', null, 'Paid Search'],
  ['bing', 'paid-search', null, 'Paid Search'],
  ['facebook', 'paidsocial', null, 'Paid Social'],
  ['tiktok', 'retargeting', null, 'Paid Social'],
  ['youtube', 'ppc', null, 'Paid Video'],
  ['partner', 'banner', null, 'Display'],
  ['partner', 'cpm', null, 'Display'],
  ['partner', 'cpc', null, 'Paid Other'],
  ['partner', 'unpaid', null, 'Unassigned'],
  ['ebay', 'referral', null, 'Organic Shopping'],
  [null, null, 'shopping-week', 'Organic Shopping'],
  ['facebook', null, null, 'Organic Social'],
  ['partner', 'Social-Media', null, 'Organic Social'],
  ['youtube', 'referral', null, 'Organic Video'],
  ['partner', 'my-video-ad', null, 'Organic Video'],
  ['google', null, null, 'Organic Search'],
  ['partner', 'organic', null, 'Organic Search'],
  ['example.com', 'referral', null, 'Referral'],
  ['partner', 'app', null, 'Referral'],
  ['partner', 'link', null, 'Referral'],
  ['newsletter', 'email', null, 'Email'],
  ['e-mail', 'weekly', null, 'Email'],
  ['partner', 'e mail', null, 'Email'],
  ['mail.google.com', 'email', null, 'Email'],
  ['partner', 'affiliate', null, 'Affiliates'],
  ['podcast', 'audio', null, 'Audio'],
  ['sms', 'weekly', null, 'SMS'],
  ['partner', 'sms', null, 'SMS'],
  ['partner', 'web-push', null, 'Mobile Push Notifications'],
  ['partner', 'in-mobile-app', null, 'Mobile Push Notifications'],
  ['firebase', 'x', null, 'Mobile Push Notifications'],
  ['newsletter', null, null, 'Unassigned'],
  [null, null, 'summer', 'Unassigned'],
  ['feedburner', 'feed', 'x', 'Unassigned'],
];

it.each(channels)('source %s, medium %s, campaign %s is %s', async (source, medium, campaign, channel) => {
  const [row] = await sql()`select facet.channel_group(${source}, ${medium}, ${campaign}) as channel`;
  expect(row).toEqual({ channel });
});
