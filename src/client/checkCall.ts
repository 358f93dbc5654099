import { UserError } from '../lib/errors/UserError.js';
import type { MetricsSource } from './MetricsSource.js';

/** What a value is, as a sentence says it. */
function kindOf(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  if (Array.isArray(value)) return 'a list';
  if (typeof (value as { then?: unknown }).then === 'function') return 'a promise';
  if (typeof value === 'string') return 'a text';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** What compilers hold a caller to, for those who have none. Throws a `UserError` that names what is no text. */
export function checkText(value: unknown, name: string): string {
  if (typeof value === 'string') return value;
  throw new UserError(`"${name}" is ${kindOf(value)}, and a text is wanted.`);
}

/** The checked entries of a list; `check` is given each with its name. Throws a `UserError` for what is no list. */
export function checkList<T>(values: unknown, name: string, check: (value: unknown, name: string) => T): T[] {
  if (!Array.isArray(values)) throw new UserError(`"${name}" is ${kindOf(values)}, and a list is wanted.`);
  // Unlike map it does not leave holes out.
  return Array.from(values, (value: unknown, n) => check(value, `${name}[${n}]`));
}

/** Throws a `UserError` (`SOURCE_UNFIT`) for what is no source, such as the promise of one. */
export function checkSource(source: unknown): MetricsSource {
  if (typeof (source as Partial<MetricsSource> | null | undefined)?.read === 'function') return source as MetricsSource;
  throw new UserError(
    `The source of queries is ${kindOf(source)}: give what "await fromDatabase()" or "fromGateway(url)" gives.`,
    'SOURCE_UNFIT',
  );
}
