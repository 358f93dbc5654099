/** Whether the instant some microseconds after 1970 lies in the years 1 to 9999. */
export const isInstant = (microseconds: bigint): boolean =>
  microseconds >= -62_135_596_800_000_000n && microseconds < 253_402_300_800_000_000n;

/** The instant some microseconds after 1970 (before it, if negative) in ISO 8601, UTC; years 1 to 9999. */
export function isoOfMicroseconds(microseconds: bigint): string {
  const milliseconds = microseconds / 1000n - (microseconds % 1000n < 0n ? 1n : 0n);
  const iso = new Date(Number(milliseconds)).toISOString();
  const rest = microseconds - milliseconds * 1000n;
  return rest === 0n ? iso : iso.replace('Z', `${String(rest).padStart(3, '0')}Z`);
}
