/** ISO 8601 from `2026-01-31 12:00:00.123456+00`, as PostgreSQL prints an instant in a UTC session; microseconds stay. */
export const isoInstant = (text: string): string =>
  `${text.slice(0, 10)}T${text.slice(11).replace(/\+00(:00)?$/, 'Z')}`;
