/** What the clocks of a zone show at an instant, written as if it were UTC: milliseconds that compare and add plainly. */
export type WallTime = number;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, made);
  return made;
}

/** What the clocks of an IANA zone show at an instant, to the second. */
export function wallTime(timeZone: string, instant: number): WallTime {
  const parts = formatOf(timeZone).formatToParts(instant);
  const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}

const hour = 3_600_000;

/** How far the clocks of a zone are ahead of UTC at an instant of whole seconds. */
const offsetAt = (timeZone: string, instant: number): number => wallTime(timeZone, instant) - instant;

/**
 * The first instant (of whole seconds) at which the clocks of a zone show a time, or, where a change of the zone skips
 * that, the instant of the change.
 */
export function instantOf(timeZone: string, wall: WallTime): number {
  // No zone is more than 14 hours from UTC, so these are before and after; zones change less often than every three days.
  const offsets = [offsetAt(timeZone, wall - 36 * hour), offsetAt(timeZone, wall + 36 * hour)];
  const candidates = offsets.map((offset) => wall - offset).sort((a, b) => a - b);
  const exact = candidates.find((instant) => wallTime(timeZone, instant) === wall);
  if (exact !== undefined) return exact;
  let [before, after] = [(candidates[0] ?? wall) - 1000, candidates[1] ?? wall];
  while (after - before > 1000) {
    const middle = Math.floor((before + after) / 2000) * 1000;
    if (wallTime(timeZone, middle) >= wall) after = middle;
    else before = middle;
  }
  return after;
}
