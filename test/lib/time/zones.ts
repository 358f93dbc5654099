import fc from 'fast-check';

const quarter = 15 * 60_000;

/** Instants at which clocks of a zone were set, of every kind that there is; from the tz database. */
const changes: readonly (readonly [timeZone: string, change: string])[] = [
  ['UTC', '2026-02-28T12:00:00Z'],
  // An hour forward and back.
  ['Europe/Paris', '2026-03-29T01:00:00Z'],
  ['Europe/Paris', '2026-10-25T01:00:00Z'],
  ['America/New_York', '2026-03-08T07:00:00Z'],
  ['America/New_York', '2026-11-01T06:00:00Z'],
  // Half an hour, and two hours.
  ['Australia/Lord_Howe', '2026-10-03T15:30:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T15:00:00Z'],
  ['Antarctica/Troll', '2026-03-29T01:00:00Z'],
  // Offsets of quarters.
  ['Pacific/Chatham', '2026-04-04T14:00:00Z'],
  ['Asia/Kathmandu', '1985-12-31T18:30:00Z'],
  // A midnight that never was, one that came an hour late, and one that came twice.
  ['America/Havana', '2026-03-08T05:00:00Z'],
  ['Asia/Pyongyang', '2018-05-04T15:00:00Z'],
  ['America/Santiago', '2026-04-05T03:00:00Z'],
  // Days that never were.
  ['Pacific/Apia', '2011-12-30T10:00:00Z'],
  ['Pacific/Kwajalein', '1993-08-21T12:00:00Z'],
  // Changes of the zone itself, and of a month of fasting.
  ['America/Caracas', '2016-05-01T07:00:00Z'],
  ['Africa/Casablanca', '2026-02-15T02:00:00Z'],
  // The farthest from UTC.
  ['Pacific/Kiritimati', '2025-12-31T10:00:00Z'],
  ['Pacific/Niue', '2026-03-01T11:00:00Z'],
];

/** A zone, and an instant of a whole quarter of an hour within two days of one at which its clocks were set. */
export const aroundChanges: fc.Arbitrary<{ readonly timeZone: string; readonly instant: number }> = fc
  .tuple(fc.constantFrom(...changes), fc.integer({ min: -192, max: 192 }))
  .map(([[timeZone, change], steps]) => ({ timeZone, instant: Date.parse(change) + steps * quarter }));

const formats = new Map<string, Intl.DateTimeFormat>();

/** What the clocks of a zone show, such as `2026-03-29 03:00:00`: Sweden writes dates so. */
export function clockText(timeZone: string, instant: number): string {
  const format =
    formats.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  formats.set(timeZone, format);
  return format.format(instant);
}

/** What the clocks of a zone show in each quarter of an hour of a stretch, in order. */
export const clockTexts = (timeZone: string, from: number, to: number): { instant: number; text: string }[] =>
  Array.from({ length: Math.floor((to - from) / quarter) + 1 }, (_, n) => {
    const instant = from + n * quarter;
    return { instant, text: clockText(timeZone, instant) };
  });
