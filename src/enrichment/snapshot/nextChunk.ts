import type { Catalogue } from '../../catalogue/catalogue.js';

/** The first days of a list, within which no meaning of the catalogue begins or ends. */
export function nextChunk(days: readonly string[], { meanings }: Pick<Catalogue, 'meanings'>): string[] {
  const borders = new Set(meanings.flatMap(({ validFrom, validTo }) => [validFrom, validTo]));
  const end = days.findIndex((day, index) => index > 0 && borders.has(day));
  return days.slice(0, end === -1 ? days.length : end);
}
