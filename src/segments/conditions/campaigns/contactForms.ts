import { z } from 'zod';
import { listLimits } from '../../../words/limits.js';
import { operatorForms } from '../../operators/operatorForms.js';
import { keyForm } from '../names.js';

const nobody = 'is empty, which fits nobody: give it an entry, or leave it out';

/** A list of what is asked for, which may be left out. */
export const listForm = <T extends z.ZodType>(entry: T, most: number = listLimits.keys) =>
  z.array(entry).min(1, nobody).max(most, `has more than ${most} entries, which are the most`).optional();

/** Keys of what is stored, such as campaigns. */
export const keysForm = listForm(keyForm);

/** A condition on rows of customers: what is said of each, and of all of them together. */
export const contactsForm = <S extends z.ZodRawShape>(ofEach: S) =>
  z
    .strictObject({
      has: z.boolean().optional(),
      ...ofEach,
      times: operatorForms.number.optional(),
      first: operatorForms.date.optional(),
      last: operatorForms.date.optional(),
    })
    .refine((given) => Object.keys(given).length > 0, 'says nothing: give it "has", or what else must hold')
    .meta({ minProperties: 1 });
