import DataLoader from 'dataloader';
import { cachedTable } from '../federation/cachedRows.js';
import { loaderOf, type RequestContext } from '../federation/requestContext.js';
import { completeDays } from '../population/completeDays.js';
import { findHeldDay, findProfileDays, type FindDay } from '../population/profileDays.js';
import type { CompleteDay } from '../scope.js';

/** The newest complete day on or before a date, by what the server holds of the days; undefined where the database has to be asked. */
export function heldDay(context: RequestContext, date: string): CompleteDay | null | undefined {
  const days = cachedTable(context, completeDays);
  if (days === undefined) return undefined;
  return findHeldDay(context, days, date);
}

/** Finds the newest complete day on or before a date: those that are asked for together by one statement. */
export const dayFinder = (context: RequestContext): FindDay => {
  const loader = loaderOf<string, CompleteDay | null>(
    context,
    'profile days',
    () => new DataLoader((dates) => findProfileDays(context, dates)),
  );
  return async (date) => {
    const held = heldDay(context, date);
    return held === undefined ? loader.load(date) : held;
  };
};
