import { ofFirstTouch, ofLastTouch } from '../../activity/touches.js';
import type { BaseAttribute } from '../../definitions/definition.js';
import { inLastDays } from './activityAttributes.js';

const acquisition = { category: 'Acquisition', piiClass: 'NONE', dataType: 'text' } as const;

/** What a touch tells: the column of a visit, and the words for it. */
const facts = [
  ['utm_source', 'source', 'source: utm_source, else what a click id or the referrer tells'],
  ['utm_medium', 'medium', 'medium: utm_medium, else what a click id or the referrer tells'],
  ['utm_campaign', 'campaign', 'campaign (utm_campaign)'],
  ['utm_term', 'term', 'search term (utm_term)'],
  ['utm_content', 'content', 'content (utm_content)'],
  ['click_id', 'click_id', 'click id (gclid, msclkid, ttclid or fbclid)'],
  ['referrer', 'referrer', 'host of the referring page'],
] as const;

const touches = [
  ['first', 'First', ofFirstTouch, 'the first visit'],
  ['last', 'Last', ofLastTouch, 'the newest visit'],
] as const;

const touchAttributes: readonly BaseAttribute[] = touches.flatMap(([which, label, of, words]) => [
  ...facts.map(([name, column, fact]) => ({
    ...acquisition,
    name: `${which}_${name}`,
    label: `${label} ${name.replace('_', ' ')}`,
    alias: `${which}_${name}`.toUpperCase(),
    description: `Of ${words} up to the day that did not come directly, the ${fact}.`,
    ...(name === 'click_id' && ({ piiClass: 'IDENTITY' } as const)),
    sql: of(column),
  })),
  {
    ...acquisition,
    name: `${which}_channel_group`,
    label: `${label} channel group`,
    alias: `${which}_channel_group`.toUpperCase(),
    description: `Default channel group of ${words} up to the day that did not come directly, else Direct. Null without activity.`,
    sql: `coalesce(${of('channel')}, 'Direct')`,
  },
]);

const count = {
  ...acquisition,
  dataType: 'integer',
  unit: 'count',
  absent: '0',
  direction: 'HIGHER_IS_BETTER',
} as const;

const adClicks = (days: 30 | 90): BaseAttribute => ({
  ...count,
  name: `ad_click_count_${days}d`,
  label: `Ad clicks in ${days} days`,
  alias: `AD_CLICK_COUNT_${days}D`,
  description: `Events of the last ${days} days, the day included, whose URL carries a UTM parameter or a click id.`,
  sql: `sum(v.ad_landings) filter (where ${inLastDays(days)})`,
});

/** Where customers came from. */
export const acquisitionAttributes: readonly BaseAttribute[] = [
  {
    ...count,
    name: 'ad_landings',
    alias: 'AD_LANDINGS',
    description:
      'Events up to the day whose URL carries a UTM parameter or a click id: the score behind td_ad_exposure_percentile.',
    sql: 'sum(v.ad_landings)',
  },
  adClicks(30),
  adClicks(90),
  ...touchAttributes,
];
