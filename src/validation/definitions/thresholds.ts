import type { Thresholds } from './Check.js';

/** The thresholds that checks begin with, by what they look for; nobody has published any. */
export const defaultThresholds = {
  /** What must not be: keys and signs. */
  never: { warnAbove: null, errorAbove: 0 },
  /** Sums that must come out, but for a few rows. */
  identity: { warnAbove: 0, errorAbove: 1 },
  /** Values that should be there. */
  completeness: { warnAbove: 5, errorAbove: 20 },
  /** Orders of nobody known: guests buy too. */
  persons: { warnAbove: 10, errorAbove: 50 },
  /** What deserves a look, and is no fault by itself. */
  noticed: { warnAbove: 0, errorAbove: null },
  /** Figures alone. */
  reported: { warnAbove: null, errorAbove: null },
} as const satisfies Readonly<Record<string, Thresholds>>;
