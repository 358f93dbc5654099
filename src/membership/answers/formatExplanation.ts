import type { ConditionExplanation, CustomerExplanation, GroupExplanation } from './explainCustomers.js';

const mark = (holds: boolean): string => (holds ? 'yes' : 'no ');

function conditionLine({ sentence, holds, value, hasPast }: ConditionExplanation, isPast: boolean): string {
  const own = value === null ? '' : ` (${value})`;
  const now = isPast && !hasPast ? ' [as it is now]' : '';
  return `    ${mark(holds)}  ${sentence}${own}${now}`;
}

function groupLines({ isExcluding, join, holds, conditions }: GroupExplanation, isPast: boolean): string[] {
  const joined = conditions.length === 1 ? '' : join === 'AND' ? ', all of these' : ', one of these';
  return [
    `  ${mark(holds)}  ${isExcluding ? 'left out' : 'taken in'}${joined}:`,
    ...conditions.map((condition) => conditionLine(condition, isPast)),
  ];
}

/** An explanation as lines for people. */
export function formatExplanation(
  { isMember, day, profileDay, join, groups }: CustomerExplanation,
  { customer, segment, isPast }: { readonly customer: string; readonly segment: string; readonly isPast: boolean },
): string[] {
  const read = profileDay === null ? 'no snapshot' : `snapshot of ${profileDay}`;
  const included = groups.filter(({ isExcluding }) => !isExcluding);
  return [
    `${customer} is ${isMember ? 'in' : 'not in'} "${segment}" on ${day} (${read}).`,
    ...(included.length > 1 ? [`  ${join === 'AND' ? 'All' : 'One'} of the groups that take in must hold.`] : []),
    ...groups.flatMap((group) => groupLines(group, isPast)),
  ];
}
