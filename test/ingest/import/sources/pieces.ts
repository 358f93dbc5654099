import type { TextChunk } from '../../../../src/ingest/import/sources/encodings.js';

/** A text as files give it: in pieces of so many characters, by default as one. */
export async function* inPieces(text: string, size = Number.POSITIVE_INFINITY): AsyncGenerator<TextChunk> {
  for (let at = 0; at < text.length; at += size)
    yield await Promise.resolve({ text: text.slice(at, at + size), valid: true });
}

/** All items of some batches. */
export async function allOf<T>(batches: AsyncIterable<readonly T[]>): Promise<T[]> {
  const items: T[] = [];
  for await (const batch of batches) items.push(...batch);
  return items;
}
