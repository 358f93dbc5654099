import type { Config } from '../../../config.js';
import type { AttributeDefinition, DerivedAttribute } from '../../definitions/definition.js';
import { percentRank, quintile } from '../../definitions/rank.js';
import { legacyTrend, trendDirection, trendRatio } from './trendSql.js';

const behaviour = { category: 'Behaviour', piiClass: 'NONE', direction: 'HIGHER_IS_BETTER' } as const;

/** One population for all: whoever has an event. */
const among = { among: 'activity_count' } as const;

const everyone = 'customers with at least one event up to the day';

const ranks = [
  ['td_total_activity', 'Total activity', 'activity_count', 'the number of events'],
  ['td_engagement', 'Engagement', 'pages_per_session', 'events per visit'],
  ['td_ad_exposure', 'Ad exposure', 'ad_landings', 'events whose URL carries a UTM parameter or a click id'],
  ['td_intent', 'Intent', 'last_intent_time', 'how recent the newest event is'],
] as const;

type Rank = (typeof ranks)[number];

const percentile = ([name, label, of, words]: Rank): DerivedAttribute => ({
  ...behaviour,
  name: `${name}_percentile`,
  label: `${label} percentile`,
  alias: `${name}_percentile`,
  dataType: 'float',
  unit: 'percentile',
  description: `Percent rank by ${words} among all ${everyone}, 0 to 100 (the highest); equals share a value. Null without activity.`,
  derived: percentRank(of, among),
});

const fifth = ([name, label, of, words]: Rank): DerivedAttribute => ({
  ...behaviour,
  name: `${name}_quintile`,
  label: `${label} quintile`,
  alias: `${name}_quintile`,
  dataType: 'integer',
  description: `Fifth of the percent rank by ${words} among all ${everyone}, 1 to 5 (the highest). Null without activity.`,
  derived: quintile(of, among),
});

const legacyPercentile = (rank: Rank): DerivedAttribute => ({
  ...fifth(rank),
  name: `${rank[0]}_percentile`,
  key: `legacy.${rank[0]}_percentile`,
  label: `${rank[1]} code`,
  alias: `${rank[0]}_percentile`,
  dataType: 'float',
  absent: '0',
  description: `Code of the original workflow for ${rank[3]}: the fifth of the percent rank, 1 to 5 (the highest), 0 without activity.`,
});

const trend = {
  category: 'Behaviour',
  piiClass: 'NONE',
  name: 'td_avg_visit_monthly_trend',
  label: 'Monthly visit trend',
  alias: 'td_avg_visit_monthly_trend',
  dataType: 'float',
} as const;

/** The attributes of the original workflow under their names. With `compatibility: legacy` they hold its codes. */
export function tdAttributes(keys: Config['enrichment']): readonly AttributeDefinition[] {
  const unit = keys.trend_unit === 'rows' ? 'events' : 'visits';
  const compared = keys.trend_compare === 'current_month' ? 'the current month' : 'the last complete month';
  const words = `${unit} of ${compared} to the mean of the complete months before it, within ${keys.nw} weeks, from the month of the customer's first event`;
  const isLegacy = keys.compatibility === 'legacy';
  return [
    ...ranks.flatMap((rank) => [isLegacy ? legacyPercentile(rank) : percentile(rank), fifth(rank)]),
    isLegacy
      ? {
          ...trend,
          key: `legacy.${trend.name}`,
          absent: '100',
          description: `Code of the original workflow: 1 where ${unit} of ${compared} are above the mean of the complete months before, within ${keys.nw} weeks, 0 where not, 100 without an event in them.`,
          sql: legacyTrend(keys),
        }
      : {
          ...trend,
          unit: 'ratio',
          direction: 'HIGHER_IS_BETTER',
          description: `Ratio of the ${words}. Null where its direction is NEW or INACTIVE, or no visit is in the months before.`,
          sql: trendRatio(keys),
        },
    {
      ...trend,
      name: `${trend.name}_direction`,
      label: 'Monthly visit trend direction',
      alias: `${trend.name}_direction`,
      dataType: 'text',
      absent: "'INACTIVE'",
      description: `Direction of the ratio of the ${words}: UP or DOWN where it is more than ${keys.trend_tolerance} from 1, else FLAT; NEW without a month to compare with, INACTIVE without an event in the window.`,
      sql: trendDirection(keys),
    },
  ];
}
