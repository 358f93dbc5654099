import { listed, operatorsSentence } from '../../operators/operatorsSentence.js';
import type { SegmentOperators } from '../../operators/segmentOperators.js';
import type { ContactsGiven } from './contacts.js';

/** What is said of a list: ` of the campaigns 30 or 31`; nothing where it is left out. */
export const listedOf = (words: string, values: readonly unknown[] | undefined): string =>
  values === undefined ? '' : ` ${words} ${listed(values, 'or')}`;

/** What is said of a day: ` on a day that is after 2026-01-01`; nothing where it is left out. */
export const onDay = (given: SegmentOperators | undefined): string =>
  given === undefined ? '' : ` on a day that ${operatorsSentence('date', given)}`;

/** What is said of all rows together: `, whose number is more than 3`. */
export function ofAllSentence({ times, first, last }: ContactsGiven): string {
  const parts = [
    ...(times === undefined ? [] : [`the number ${operatorsSentence('number', times)}`]),
    ...(first === undefined ? [] : [`the first day ${operatorsSentence('date', first)}`]),
    ...(last === undefined ? [] : [`the last day ${operatorsSentence('date', last)}`]),
  ];
  return parts.length === 0 ? '' : `, of which ${parts.join(' and ')}`;
}
