import { expect, it } from '@jest/globals';
import { webFunctions } from './webFunctions.js';

const { ask } = webFunctions();

const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)';
const chrome = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0';
const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const pixel = 'Mozilla/5.0 (Linux; Android 14; Pixel 8)';

const agents: readonly [string | null, string | null, string | null][] = [
  [null, null, null],
  ['', null, null],
  [' \t', null, null],
  ['-', null, null],
  [`${windows} ${chrome} Safari/537.36`, 'desktop', 'Chrome'],
  [`${windows} ${chrome} Safari/537.36 Edg/120.0.0.0`, 'desktop', 'Edge'],
  [`${windows} ${chrome} Safari/537.36 OPR/106.0.0.0`, 'desktop', 'Opera'],
  ['Opera/9.80 (X11; Linux x86_64) Presto/2.12.388 Version/12.16', 'desktop', 'Opera'],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:121.0) Gecko/20100101 Firefox/121.0', 'desktop', 'Firefox'],
  ['Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko', 'desktop', 'Internet Explorer'],
  ['Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1; Tablet PC 2.0)', 'desktop', 'Internet Explorer'],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Safari/605.1.15',
    'desktop',
    'Safari',
  ],
  [`Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${chrome} Safari/537.36`, 'desktop', 'Chrome'],
  [`Mozilla/5.0 (Linux; Android 9; BRAVIA 4K) ${chrome} Safari/537.36`, 'desktop', 'Chrome'],
  [`${iphone} Version/17.1 Mobile/15E148 Safari/604.1`, 'mobile', 'Safari'],
  [`${iphone} CriOS/120.0.6099.50 Mobile/15E148 Safari/604.1`, 'mobile', 'Chrome'],
  [`${iphone} FxiOS/121.0 Mobile/15E148 Safari/605.1.15`, 'mobile', 'Firefox'],
  [`${iphone} Version/17.0 EdgiOS/120.0 Mobile/15E148 Safari/604.1`, 'mobile', 'Edge'],
  [`${iphone} Mobile/15E148 [FBAN/FBIOS]`, 'mobile', 'Other'],
  [`${pixel} ${chrome} Mobile Safari/537.36`, 'mobile', 'Chrome'],
  [
    `${pixel} AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/23.0 Chrome/115.0 Mobile Safari/537.36`,
    'mobile',
    'Samsung Internet',
  ],
  ['Mozilla/5.0 (compatible; MSIE 10.0; Windows Phone 8.0; Trident/6.0; IEMobile/10.0)', 'mobile', 'Internet Explorer'],
  [
    'Mozilla/5.0 (Linux; U; Android 2.3.4; LG) AppleWebKit/533.1 Version/4.0 Mobile Safari/533.1',
    'mobile',
    'Android Browser',
  ],
  ['Opera/9.80 (J2ME/MIDP; Opera Mini/7.1/34; U; en) Presto/2.8.119 Version/11.10', 'mobile', 'Opera'],
  ['Dalvik/2.1.0 (Linux; U; Android 14; Pixel 8)', 'mobile', 'Other'],
  [
    'Mozilla/5.0 (iPad; CPU OS 16_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.0 Mobile/15E148 Safari/604.1',
    'tablet',
    'Safari',
  ],
  [`Mozilla/5.0 (Linux; Android 13; SM-X900) ${chrome} Safari/537.36`, 'tablet', 'Chrome'],
  ['Mozilla/5.0 (Android 13; Tablet; rv:121.0) Gecko/121.0 Firefox/121.0', 'tablet', 'Firefox'],
  [
    'Mozilla/5.0 (Linux; U; en-us; KFAPWI) AppleWebKit/535.19 Silk/3.13 Safari/535.19 Silk-Accelerated=true',
    'tablet',
    'Amazon Silk',
  ],
  ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', 'bot', 'Bot'],
  [
    `${pixel} ${chrome} Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)`,
    'bot',
    'Bot',
  ],
  ['facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)', 'bot', 'Bot'],
  [
    `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/120.0 Safari/537.36`,
    'bot',
    'Bot',
  ],
  ['curl/8.4.0', 'bot', 'Bot'],
  ['python-requests/2.31.0', 'bot', 'Bot'],
];

it('tells device and browser by the user agent', async () => {
  const texts = agents.map(([agent]) => agent);
  const devices = await ask('device_of', texts);
  const browsers = await ask('browser_of', texts);
  expect(texts.map((text, n) => [text, devices[n], browsers[n]])).toEqual(agents);
});
