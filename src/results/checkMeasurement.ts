import { checkLength } from '../lib/checks/checkLength.js';
import { checkRange } from '../lib/checks/checkRange.js';
import { checkValue } from '../lib/checks/checkValue.js';
import { UserError } from '../lib/errors/UserError.js';
import type { Scope } from '../scope.js';
import { answerLimits, listLimits } from '../words/limits.js';
import { compileKpi, type Kpi } from './compileKpi.js';

/** What is measured, as a client says it. */
export interface GivenMeasurement {
  readonly days: number;
  readonly kpis?: readonly string[] | null | undefined;
  readonly currency?: string | null | undefined;
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
}

/** What is measured of recipients from a launch on, checked. */
export interface Measurement {
  /** Days from the launch on, the first of which begins with it. */
  readonly days: number;
  readonly kpis: readonly Kpi[];
  /** The currency of the orders that count; null where all do. */
  readonly currency: string | null;
  /** Of occurrences: the first and the last day; null is open. */
  readonly from: string | null;
  readonly to: string | null;
}

/** Checks what is measured. Throws a `UserError` for an unknown KPI or one that is no number, and for too many of them or days. */
export function checkMeasurement(scope: Pick<Scope, 'catalogue' | 'viewer'>, given: GivenMeasurement): Measurement {
  const { days } = given;
  const [names, currency] = [given.kpis ?? [], given.currency ?? null];
  const { days: most } = answerLimits;
  if (days < 1 || days > most) throw new UserError(`"days" is ${days}, and must be from 1 to ${most} days.`);
  checkLength(names, 'kpis', listLimits.comparedNames);
  if (currency !== null) checkValue(currency, 'currency');
  const range = { from: given.from ?? null, to: given.to ?? null };
  checkRange(range);
  return { days, kpis: names.map((name, n) => compileKpi(scope, name, `kpis[${n}]`)), currency, ...range };
}
