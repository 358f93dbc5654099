import type { Catalogue } from '../../catalogue/catalogue.js';

/** Parts days into runs of at most `most`, each within which no meaning of the catalogue begins or ends. */
export function chunkDays(days: readonly string[], catalogue: Catalogue, most: number): string[][] {
  const borders = new Set(catalogue.meanings.flatMap(({ validFrom, validTo }) => [validFrom, validTo]));
  const chunks: string[][] = [];
  for (const day of days) {
    const chunk = chunks.at(-1);
    if (chunk === undefined || chunk.length >= most || borders.has(day)) chunks.push([day]);
    else chunk.push(day);
  }
  return chunks;
}
