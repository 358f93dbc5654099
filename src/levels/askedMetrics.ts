import { checkLength } from '../lib/checks/checkLength.js';
import { checkValue } from '../lib/checks/checkValue.js';
import { lastFullMonth } from '../lib/time/lastFullMonth.js';
import { didYouMean } from '../lib/text/nearNames.js';
import { shortened } from '../lib/text/shortened.js';
import { UserError } from '../lib/errors/UserError.js';
import type { App, Scope } from '../scope.js';
import { listLimits } from '../words/limits.js';

/** Which values of entities a client asks for, as it says it. */
export interface AskedMetrics {
  readonly app?: string | null | undefined;
  readonly names?: readonly string[] | null | undefined;
  readonly effectiveDates?: readonly string[] | null | undefined;
  readonly lastFullMonth?: boolean | null | undefined;
}

/** Which values of entities a client asks for, checked. */
export interface MetricsQuestion {
  readonly app: string;
  /** Sorted, each once; null for all. */
  readonly names: readonly string[] | null;
  /** Effective dates, sorted, each once; null for all. */
  readonly dates: readonly string[] | null;
}

/** The application of a name, by default the one that is meant without one. Throws a `UserError` for an unknown name. */
export function appNamed(apps: readonly App[], name: string | null | undefined): App {
  const found = apps.find((app) => (name == null ? app.isDefault : app.name === name));
  if (found !== undefined) return found;
  if (apps.length === 0)
    throw new UserError('Metrics are kept for applications, of which none may be seen here.', 'UNKNOWN_APP');
  const names = apps.map((app) => app.name);
  throw new UserError(
    `There is no application "${shortened(name ?? '')}", only ${names.join(', ')}.${didYouMean(name ?? '', names)}`,
    'UNKNOWN_APP',
  );
}

/** A list without what is in it twice, sorted. Throws a `UserError` where it is too long or holds what no text can be. */
export function distinctTexts(names: readonly string[], path: string, most: number = listLimits.names): string[] {
  checkLength(names, path, most);
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
  const given =
    effectiveDates == null ? null : distinctTexts(effectiveDates, 'effectiveDates', listLimits.effectiveDates);
  const month = isLastMonth === true ? lastFullMonth(now, app.timeZone) : undefined;
  const dates = month === undefined ? given : [month].filter((one) => given?.includes(one) ?? true);
  return { app: app.name, names: names == null ? null : distinctTexts(names, 'names'), dates };
}
