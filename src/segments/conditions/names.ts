import { z } from 'zod';
import { textLimits } from '../../words/limits.js';

/** A name of a column, an attribute or a metric. */
export const nameForm = z.string().min(1, 'is empty').max(textLimits.comparedText);

/** The key of something that is stored, such as another segment. */
export const keyForm = z.string().min(1, 'is empty').max(textLimits.keyBytes);
