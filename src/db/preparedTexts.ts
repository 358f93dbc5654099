import { createHash } from 'node:crypto';

/** Which texts are worth preparing. */
export interface PreparedTexts {
  shouldPrepare(text: string): boolean;
}

const epochMilliseconds = 30 * 60_000;
/** Each takes 52 kB of the backend of every connection that it was asked on. */
const preparedPerEpoch = 100;
const seenPerEpoch = 10_000;

/** Texts of wide selections are long, and most are seen once: only their hashes are kept. */
const hashOf = (text: string): string => createHash('sha1').update(text).digest('base64');

/**
 * A text is prepared on its second use. PostgreSQL keeps a prepared statement as long as its connection (30 minutes at
 * most here), so at most 100 texts are prepared in 30 minutes: never more than 200 on one connection.
 */
export function createPreparedTexts(now: () => number = Date.now): PreparedTexts {
  let seen = new Set<string>();
  let prepared = new Set<string>();
  let began = now();
  return {
    shouldPrepare(text) {
      if (now() - began >= epochMilliseconds) {
        seen = new Set();
        prepared = new Set();
        began = now();
      }
      if (prepared.has(text)) return true;
      const hash = hashOf(text);
      if (!seen.has(hash)) {
        if (seen.size >= seenPerEpoch) seen = new Set();
        seen.add(hash);
        return false;
      }
      if (prepared.size >= preparedPerEpoch) return false;
      prepared.add(text);
      return true;
    },
  };
}
