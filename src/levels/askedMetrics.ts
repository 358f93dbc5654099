import type { App, Scope } from '../context.js';
import { lastFullMonth } from '../lib/lastFullMonth.js';
import { didYouMean } from '../lib/nearNames.js';
import { shortened } from '../lib/shortened.js';
import { UserError } from '../lib/UserError.js';
import { checkValue } from '../population/operand.js';

/** Which values of entities a client asks for, as it says it. */
export interface AskedMetrics {
  readonly app?: string | null | undefined;
  readonly names?: readonly string[] | null | undefined;
  readonly effectiveDates?: readonly string[] | null | undefined;
  readonly lastFullMonth?: boolean | null | undefined;
}

/** The same, checked. */
export interface MetricsQuestion {
  readonly app: string;
  /** Sorted, each once; null for all. */
  readonly names: readonly string[] | null;
  /** Effective dates, sorted, each once; null for all. */
  readonly dates: readonly string[] | null;
}

const mostNames = 500;
const mostDates = 1000;

/** The application of a name, by default the one that is meant without one. Throws a `UserError` for an unknown name. */
export function appNamed(apps: readonly App[], name: string | null | undefined): App {
  const found = apps.find((app) => (name == null ? app.isDefault : app.name === name));
  if (found !== undefined) return found;
  const names = apps.map((app) => app.name);
  throw new UserError(
    `There is no application "${shortened(name ?? '')}", only ${names.join(', ')}.${didYouMean(name ?? '', names)}`,
    'UNKNOWN_APP',
  );
}

/** A list without what is in it twice, sorted. Throws a `UserError` where it is too long or holds what no text can be. */
export function checkNames(names: readonly string[], path: string, most = mostNames): string[] {
  if (names.length > most)
    throw new UserError(`"${path}" has ${names.length} entries, and ${most} are the most.`, 'TOO_MANY_IDS');
  names.forEach((name, n) => checkValue(name, `${path}[${n}]`));
  return [...new Set(names)].toSorted();
}

/**
 * Checks which values are asked for, at the instant of the scope. Both filters by date together mean what is in both. Throws a
 * `UserError` that names what is wrong.
 */
export function checkMetrics(
  { apps, now }: Pick<Scope, 'apps' | 'now'>,
  { app: name, names, effectiveDates, lastFullMonth: isLastMonth }: AskedMetrics,
): MetricsQuestion {
  const app = appNamed(apps, name);
  const given = effectiveDates == null ? null : checkNames(effectiveDates, 'effectiveDates', mostDates);
  const month = isLastMonth === true ? lastFullMonth(now, app.timeZone) : undefined;
  const dates = month === undefined ? given : [month].filter((one) => given?.includes(one) ?? true);
  return { app: app.name, names: names == null ? null : checkNames(names, 'names'), dates };
}
