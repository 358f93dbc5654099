import { expect, it } from '@jest/globals';
import { webFunctions } from './webFunctions.js';

const { ask } = webFunctions();

/** URL, host, page, category. */
const addresses: readonly [string | null, string | null, string | null, string | null][] = [
  ['https://shop.example/women/shoes?x=1#y', 'shop.example', '/women/shoes', 'women'],
  ['https://WWW.Shop.Example:8443/p/123', 'shop.example', '/p/123', 'p'],
  ['http://user:pa@ss@shop.example/', 'shop.example', '/', null],
  ['https://shop.example', 'shop.example', '/', null],
  ['https://shop.example?q=/a/b', 'shop.example', '/', null],
  ['https://shop.example#/a/b', 'shop.example', '/', null],
  ['https://shop.example/index.html', 'shop.example', '/index.html', null],
  ['https://shop.example/v1.2/items', 'shop.example', '/v1.2/items', 'v1.2'],
  ['https://www.com/a', 'com', '/a', 'a'],
  ['https://wwwshop.example/a', 'wwwshop.example', '/a', 'a'],
  ['https://shop.example./a', 'shop.example', '/a', 'a'],
  ['https://[2001:db8::1]:80/a', '[2001:db8::1]', '/a', 'a'],
  ['https://127.0.0.1:80/a', '127.0.0.1', '/a', 'a'],
  ['https://MÜNCHEN.example/Straße', 'münchen.example', '/Straße', 'Straße'],
  ['android-app://com.google.android.gm/', 'com.google.android.gm', '/', null],
  ['//cdn.example/a/b', 'cdn.example', '/a/b', 'a'],
  ['https://good.example\\@evil.example/', 'good.example', '/', null],
  ['/women/shoes/?x', null, '/women/shoes/', 'women'],
  ['/women', null, '/women', 'women'],
  ['/women/', null, '/women/', 'women'],
  ['/?r=https://other.example/a', null, '/', null],
  ['/a#b?c', null, '/a', 'a'],
  ['/', null, '/', null],
  ['?q=1', null, '/', null],
  ['women/shoes', null, '/women/shoes', 'women'],
  ['mailto:someone', null, '/mailto:someone', 'mailto:someone'],
  ['https://', null, '/', null],
  ['https://two words/a', null, '/a', 'a'],
  ['', null, null, null],
  [null, null, null, null],
  [`/${'a'.repeat(600)}`, null, `/${'a'.repeat(499)}`, 'a'.repeat(499)],
];

it('reads host, page and category of a URL', async () => {
  const urls = addresses.map(([url]) => url);
  const [hosts, pages, categories] = await Promise.all(
    ['url_host', 'url_page', 'url_category'].map((name) => ask<string | null>(name, urls)),
  );
  expect(urls.map((url, n) => [url, hosts?.[n], pages?.[n], categories?.[n]])).toEqual(addresses);
});
