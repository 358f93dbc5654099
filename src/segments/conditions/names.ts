import { z } from 'zod';
import { isStorable } from '../../lib/checks/checkValue.js';
import { textLimits } from '../../words/limits.js';

/** A text of so many characters at the most that stands in the database, or may. */
export const storedForm = (most: number) =>
  z
    .string()
    .min(1, 'is empty')
    .max(most, `has more than ${most} characters, which are the most`)
    .refine(isStorable, 'holds a NUL or half a character, which no text in the database can hold');

/** A name of a column, an attribute or a metric. */
export const nameForm = storedForm(textLimits.comparedText);

/** The key of something that is stored, such as another segment. */
export const keyForm = storedForm(textLimits.keyBytes);
