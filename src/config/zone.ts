import { z } from 'zod';

const isTimeZone = (zone: string): boolean => {
  // Newer Nodes also take offsets such as +05:30, which PostgreSQL counts the other way round.
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone }).format();
    return true;
  } catch {
    return false;
  }
};

/** An IANA time zone. */
export const zone = z.string().refine(isTimeZone, 'is not a known time zone (an IANA name such as Europe/Paris)');
