import { z } from 'zod';
import { isStorable } from '../../lib/checks/checkValue.js';
import { printable } from '../../lib/text/printable.js';
import { isDay } from '../../lib/time/days.js';
import { textLimits } from '../../words/limits.js';

/** A name that people read: one line, without white space at its ends. */
export const nameText = z
  .string('is no text')
  .trim()
  .min(1, 'is empty')
  .max(100, 'is longer than 100 characters')
  .refine((text) => printable(text) === text, 'holds characters that cannot be seen');

/** The key of something that is known elsewhere. */
export const campaignKeyText = z
  .string('is no text')
  .trim()
  .min(1, 'is empty')
  .max(Math.floor(textLimits.keyBytes / 4), 'is longer than any key')
  .refine(isStorable, 'holds a NUL or half a character');

/** Different keys, so many at the most. */
export const keyList = (least: number, most: number) =>
  z
    .array(campaignKeyText, 'is no list')
    .min(least, `has fewer than ${least}`)
    .max(most, `has more than ${most}`)
    .refine((keys) => new Set(keys).size === keys.length, 'names one of them twice');

/** A day of the calendar. */
export const dayText = z.string('is no day such as 2026-03-31').refine(isDay, 'is no day such as 2026-03-31');
