import { meanDifference, type GroupMean } from '../lib/statistics/meanDifference.js';
import { meanRatio } from '../lib/statistics/meanRatio.js';
import type { Interval } from '../lib/statistics/wilsonInterval.js';
import { rateDifference } from '../lib/statistics/rateDifference.js';
import { rateRatio } from '../lib/statistics/rateRatio.js';
import { divideDecimals, multiplyDecimals, subtractDecimals } from '../lib/numbers/decimals.js';
import type { CampaignValueRow, UpliftRow } from './CampaignResultsRow.js';
import { upliftSentence } from './upliftSentence.js';

/** The sum over a group, an exact decimal, and how many it is of. */
interface Total {
  readonly total: string;
  readonly size: number;
}

/** Fewer members than that are too small a group to tell anything of means. */
const fewestMembers = 30;

/** Fewer purchasers than that, or others, are too few to tell anything of rates: the old rule of five. */
const fewestHits = 5;

const times = (interval: Interval | null, factor: number, shift = 0): Interval | null =>
  interval === null ? null : { lower: interval.lower * factor + shift, upper: interval.upper * factor + shift };

/** The numbers of an uplift, exactly: of sums and sizes, and not of their quotients. Null of an empty group. */
function exactUplift(one: Total, control: Total): Pick<UpliftRow, 'perRecipient' | 'total' | 'lift'> | null {
  const [size, others] = [String(one.size), String(control.size)];
  const more = subtractDecimals(multiplyDecimals(one.total, others), multiplyDecimals(control.total, size));
  const perRecipient = divideDecimals(more, multiplyDecimals(size, others));
  const total = divideDecimals(more, others);
  if (perRecipient === null || total === null) return null;
  const isAbove0 = Number(control.total) > 0;
  return { perRecipient, total, lift: isAbove0 ? divideDecimals(more, multiplyDecimals(control.total, size)) : null };
}

/** How much more a group purchased than control; null where one has no members. */
export function rateUplift(one: Total, control: Total): UpliftRow | null {
  const exact = exactUplift(one, control);
  if (exact === null) return null;
  const [own, others] = [one, control].map(({ total, size }) => ({ hits: Number(total), size }));
  if (own === undefined || others === undefined) return null;
  const interval = rateDifference(own, others);
  const rate = (own.hits + others.hits) / (own.size + others.size);
  const least = Math.min(own.size, others.size) * Math.min(rate, 1 - rate);
  const found = {
    ...exact,
    interval,
    totalInterval: times(interval, own.size),
    liftInterval: times(rateRatio(own, others), 1, -1),
    isTooSmall: least < fewestHits,
  };
  return { ...found, sentence: upliftSentence(found, 'rate') };
}

const meanOf = ({ recipients, total, variance }: CampaignValueRow): GroupMean => ({
  size: recipients,
  mean: Number(total) / recipients,
  variance,
});

/**
 * How much more a group has of a value than control; null where one has no members.
 * @param hits how many of each have any of it at all, where most have none
 */
export function valueUplift(
  one: CampaignValueRow,
  control: CampaignValueRow,
  hits: readonly number[] = [],
): UpliftRow | null {
  if (one.total === null || control.total === null) return null;
  const exact = exactUplift(
    { total: one.total, size: one.recipients },
    { total: control.total, size: control.recipients },
  );
  if (exact === null) return null;
  const [own, others] = [meanOf(one), meanOf(control)];
  const interval = meanDifference(own, others);
  const found = {
    ...exact,
    interval,
    totalInterval: times(interval, own.size),
    liftInterval: exact.lift === null ? null : times(meanRatio(own, others), 1, -1),
    isTooSmall: Math.min(own.size, others.size) < fewestMembers || hits.some((count) => count < fewestHits),
  };
  return { ...found, sentence: upliftSentence(found, 'value') };
}
