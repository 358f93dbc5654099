import { z } from 'zod';
import { dataTypeNames, type DataType } from '../../catalogue/dataTypes.js';
import { piiClasses } from '../../catalogue/piiClasses.js';

/** What a mapping says of an attribute beside where it comes from. */
export interface AttributeWords {
  readonly type: DataType;
  readonly description?: string | undefined;
  readonly unit?: string | undefined;
  readonly category?: string | undefined;
  readonly piiClass?: string | undefined;
}

/** The keys of a mapping that are words about the attribute; the others say how it is read. */
export const attributeWords = z.object({
  type: z.enum(dataTypeNames as [DataType, ...DataType[]]).default('text'),
  description: z.string().min(1, 'is empty').optional(),
  unit: z.string().min(1, 'is empty').optional(),
  category: z.string().min(1, 'is empty').optional(),
  piiClass: z.enum(piiClasses).optional(),
});
