import type { UpliftRow } from './CampaignResultsRow.js';

const short = (value: number): string => String(Number(Math.abs(value).toPrecision(3)));

const end = (value: number): string => `${short(value)} ${value < 0 ? 'less' : 'more'}`;

const unitOf = { rate: 'purchasers in 100 recipients', value: 'per recipient' } as const;

/** What an uplift says, as a sentence: whether the groups can be told apart, and by how much. */
export function upliftSentence(
  { interval, isTooSmall }: Pick<UpliftRow, 'interval' | 'isTooSmall'>,
  kind: keyof typeof unitOf,
): string {
  if (interval === null)
    return 'Nothing can be told: a group has less than two recipients, or nobody differs from anybody.';
  const factor = kind === 'rate' ? 100 : 1;
  const range = `between ${end(interval.lower * factor)} and ${end(interval.upper * factor)} ${unitOf[kind]} than control`;
  if (isTooSmall) return `The groups are too small to tell: it may be ${range}, or chance beyond that.`;
  const told =
    interval.lower > 0
      ? 'More than chance'
      : interval.upper < 0
        ? 'Less, and more than chance'
        : 'Not told from chance';
  return `${told}: ${range}, in 95 of 100 cases.`;
}
