import { z } from 'zod';
import { campaignLimits } from '../../words/limits.js';
import { outgoingAttributes } from '../../config/destinations/outgoingAttributes.js';
import { campaignKeyText, nameText } from './formParts.js';

/** A place that the list of a treatment is handed to, and what is on it. */
const treatmentDestination = z.strictObject({
  destination: campaignKeyText,
  /** Left out: those that the config names for the destination. */
  attributes: outgoingAttributes.optional(),
});

/** A percentage of two decimals at the most. */
const percentage = z
  .number('is not a number')
  .min(0, 'is less than 0')
  .max(100, 'is more than 100')
  .refine((value) => Math.abs(value * 100 - Math.round(value * 100)) < 1e-6, 'has more than two decimals');

const treatment = z
  .strictObject({
    name: nameText
      .refine((name) => !name.startsWith('_'), 'begins with "_"')
      .refine((name) => !name.includes('/'), 'holds a "/"'),
    percentage,
    isControl: z.boolean('is neither true nor false').default(false),
    destinations: z
      .array(treatmentDestination, 'is no list')
      .max(campaignLimits.destinations, `has more than ${campaignLimits.destinations}`)
      .refine((list) => new Set(list.map(({ destination }) => destination)).size === list.length, {
        message: 'names a destination twice',
      })
      .default([]),
  })
  .refine(({ isControl, destinations }) => !isControl || destinations.length === 0, {
    path: ['destinations'],
    message: 'is for control, which is sent nothing',
  })
  .refine(({ isControl, name }) => isControl || name.toUpperCase() !== 'DN', {
    path: ['name'],
    message: 'is what control is called in the views',
  });

/** The treatments of one group of customers. */
export const treatmentList = z
  .array(treatment, 'is no list')
  .min(1, 'is empty')
  .max(campaignLimits.treatments, `has more than ${campaignLimits.treatments}`)
  .superRefine((list, context) => {
    const fault = (message: string): void => context.addIssue({ code: 'custom', message });
    const names = list.map(({ name }) => name.toLowerCase());
    if (new Set(names).size < names.length) fault('has two treatments of one name');
    if (list.filter(({ isControl }) => isControl).length > 1) fault('has more than one control');
    const total = list.reduce((sum, one) => sum + Math.round(one.percentage * 100), 0);
    if (total !== 10_000) fault(`has percentages that sum to ${total / 100} and not to 100`);
  });

/** A part of a sub-audience that is treated alike. */
export type Treatment = z.infer<typeof treatment>;
