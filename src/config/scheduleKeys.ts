import { z } from 'zod';
import { boundedWhole } from './bounded.js';
import { inFolderOf } from '../lib/process/inFolderOf.js';

const path = z.string('is not a path').min(1, 'is not a path');
const notATime = 'is not a time of day such as 03:30';

/** The keys below `schedule:`, which say what the daily run does, and when a server does it. */
export const scheduleKeys = z
  .strictObject({
    /** Local time of `timeZone` at which a serving process does the daily run; without it none does. */
    at: z
      .string(notATime)
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, notATime)
      .optional(),
    /** The import config; without it nothing is imported. Relative to the file that says so, as `dir` is. */
    import: path.optional(),
    /** Where the files lie; default: the folder of the import config. */
    dir: path.optional(),
    /** Whether a file with a rejected row fails, and the run with it. */
    strict: z.boolean('is neither true nor false').optional(),
    /** How many rows of one file may be rejected; a file with more fails, and the run with it. */
    maxRejects: boundedWhole(0, Number.MAX_SAFE_INTEGER, 'number of rows').optional(),
    /** Missed days that one run writes at the most: the newest ones. */
    catchUpDays: boundedWhole(1, 3660, 'number of days').default(31),
  })
  .refine(({ import: config, dir }) => config !== undefined || dir === undefined, {
    path: ['dir'],
    message: 'says where the files of an import lie, but there is no schedule.import',
  })
  .refine(({ import: config, strict, maxRejects }) => config !== undefined || (strict ?? maxRejects) === undefined, {
    path: ['import'],
    message: 'is missing, but schedule.strict or schedule.maxRejects says what it may reject',
  })
  .prefault({});

export type ScheduleKeys = z.infer<typeof scheduleKeys>;

/** The keys with their paths made absolute, as seen from the config file that holds them. */
export function resolveSchedule(keys: ScheduleKeys, file: string): ScheduleKeys {
  const absolute = (path: string): string => inFolderOf(file, path);
  return {
    ...keys,
    ...(keys.import !== undefined && { import: absolute(keys.import) }),
    ...(keys.dir !== undefined && { dir: absolute(keys.dir) }),
  };
}
