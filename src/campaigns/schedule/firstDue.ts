import { UserError } from '../../lib/errors/UserError.js';
import { isRecurring, type DeliverySchedule } from '../definition/scheduleForm.js';
import { dueAfter } from './dueTimes.js';

/** When a campaign that is scheduled now is due first. Throws a `UserError` for a schedule that lies in the past. */
export function firstDue(schedule: DeliverySchedule, timeZone: string, now: Date): Date {
  if (isRecurring(schedule)) {
    const due = dueAfter(schedule, timeZone, now);
    if (due !== null) return due;
    throw new UserError(`"schedule.until" is ${schedule.until}, and the schedule has ended.`, 'INVALID_CAMPAIGN');
  }
  const due = schedule.at === undefined ? now : new Date(schedule.at);
  if (due >= now) return due;
  throw new UserError(
    `"schedule.at" is ${schedule.at}, which has passed; leave it out to deliver at once.`,
    'INVALID_CAMPAIGN',
  );
}
