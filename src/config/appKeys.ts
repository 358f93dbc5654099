import { z } from 'zod';
import { zone } from './zone.js';

const app = z.strictObject({
  name: z
    .string('is missing: name the application, e.g. ALAN_FR')
    .regex(
      /^[A-Za-z][A-Za-z0-9_]{0,62}$/,
      'is not a name of letters, digits and _ (63 at most, a letter first) such as ALAN_FR',
    ),
  /** Where its months turn; default: the `timeZone` of the file. */
  timeZone: zone.optional(),
  /** Whether its values are meant where a question names no application. */
  default: z.boolean('is neither true nor false').default(false),
});

/** The key `apps:`, the applications that metrics are kept for. */
export const appKeys = z
  .array(app, 'is no list of applications')
  .min(1, 'names no application')
  .superRefine((apps, context) => {
    const names = apps.map(({ name }) => name);
    names.forEach((name, n) => {
      if (names.indexOf(name) !== n)
        context.addIssue({ code: 'custom', path: [n, 'name'], message: `is "${name}" a second time` });
    });
    const defaults = apps.filter((one) => one.default).map(({ name }) => name);
    if (defaults.length > 1)
      context.addIssue(`has several defaults (${defaults.join(', ')}): give one application default: true`);
    if (defaults.length === 0 && apps.length > 1)
      context.addIssue('has no default: give one application default: true');
  })
  .optional();

/** An application, with its time zone. */
export interface AppConfig {
  readonly name: string;
  readonly timeZone: string;
  readonly isDefault: boolean;
}

/** The applications with their zones, one of them the default: `default` in the zone of the file where none is named. */
export const resolveApps = (keys: z.infer<typeof appKeys>, timeZone: string): AppConfig[] =>
  (keys ?? [{ name: 'default', timeZone, default: true }]).map((one, _, all) => ({
    name: one.name,
    timeZone: one.timeZone ?? timeZone,
    isDefault: one.default || all.length === 1,
  }));
