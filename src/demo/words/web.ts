import { split } from './split.js';

/** Where visits come from. `share` in percent; without a source and a medium the landing URL carries no UTM parameters. */
type DigitalChannel = {
  readonly name: string;
  readonly share: number;
  readonly source: string | null;
  readonly medium: string | null;
  readonly referrer: string | null;
};

/** The channels by which visitors come, with their shares. */
export const digitalChannels: readonly DigitalChannel[] = [
  { name: 'Google Ads', share: 20, source: 'google', medium: 'cpc', referrer: 'https://www.google.com/' },
  { name: 'Organic search', share: 25, source: null, medium: null, referrer: 'https://www.google.com/' },
  { name: 'Direct', share: 20, source: null, medium: null, referrer: null },
  { name: 'Email', share: 15, source: 'newsletter', medium: 'email', referrer: null },
  { name: 'Facebook', share: 8, source: 'facebook', medium: 'paid_social', referrer: 'https://www.facebook.com/' },
  { name: 'Instagram', share: 7, source: 'instagram', medium: 'paid_social', referrer: 'https://www.instagram.com/' },
  { name: 'Affiliate', share: 5, source: 'trailblog', medium: 'affiliate', referrer: 'https://trailblog.example/' },
];

/** Values of `utm_campaign`. */
export const utmCampaigns = split('hiking_days, trail_shoes, rain_event, camping_week, outlet, brand, running_weeks');

/** What visitors look for on the shop's own pages, as it stands in a URL. */
export const searchTerms = split('rain+jacket, tent, trail+shoes, merino, head+lamp, gift+card, backpack+30l, poles');

/** Networks that are kept for documentation. */
export const networks = split('192.0.2, 198.51.100, 203.0.113');

/** Browsers of visitors, as they name themselves. */
export const userAgents = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15',
  'Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
];
