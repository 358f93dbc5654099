/** A day: what asks for more is a mistake. */
const mostSeconds = 86_400;

/** The seconds that a `Retry-After` asks for, which is a number of them or a date (RFC 9110); undefined without one that is understood. */
export function retryAfter(header: string | undefined, now: Date): number | undefined {
  const text = header?.trim() ?? '';
  const until = text.endsWith('GMT') ? Date.parse(text) : NaN;
  const seconds = /^\d+$/.test(text) ? Number(text) : Math.ceil((until - now.getTime()) / 1000);
  return Number.isNaN(seconds) ? undefined : Math.min(Math.max(seconds, 0), mostSeconds);
}
