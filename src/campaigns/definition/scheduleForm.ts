import { z } from 'zod';
import { dayText } from './formParts.js';

/** How often a recurring campaign delivers. */
const repeats = ['DAILY', 'WEEKLY', 'MONTHLY'] as const;

const instant = z.iso.datetime({ offset: true, error: 'is no instant such as 2026-03-31T09:00:00Z' });

const oneTime = z.strictObject({
  /** The instant of the delivery; left out: as soon as it is scheduled. */
  at: instant.optional(),
});

const recurring = z
  .strictObject({
    repeat: z.enum(repeats, `is none of ${repeats.join(', ')}`),
    /** The first day; those of weekly and monthly schedules are on its weekday or its day of the month. */
    from: dayText,
    /** Local time of the configured zone. */
    time: z
      .string('is no time of day such as 09:30')
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is no time of day such as 09:30'),
    /** The last day on which it may deliver. */
    until: dayText.optional(),
    /** How many deliveries there are. */
    runs: z.int('is no whole number').min(1, 'is less than 1').max(10_000, 'is more than 10000').optional(),
  })
  .refine(({ until, runs }) => until === undefined || runs === undefined, {
    path: ['runs'],
    message: 'ends the schedule, and until does so too; give one of them',
  })
  .refine(({ from, until }) => until === undefined || until >= from, { path: ['until'], message: 'is before from' });

/** When a recurring campaign delivers. */
export type RecurringSchedule = z.infer<typeof recurring>;

/** When a campaign delivers. */
export type DeliverySchedule = RecurringSchedule | z.infer<typeof oneTime>;

/** The form that the schedule of a type has. */
export const scheduleOf = { ONE_TIME: oneTime, RECURRING: recurring } as const;

/** Whether a schedule is one of several deliveries. */
export const isRecurring = (schedule: DeliverySchedule): schedule is RecurringSchedule => 'repeat' in schedule;
