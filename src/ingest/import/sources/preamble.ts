import type { TextChunk } from './encodings.js';

/** The most characters that are looked at for the line of a spreadsheet. */
const longest = 20;

/** The first line that declares the delimiter for spreadsheets, as in `sep=;`. */
const delimiterLine = /^"?sep=([^\r\n])"?\r?(?:\n|$)/i;

/** The delimiter that a first line `sep=;` declares; undefined where there is no such line. */
export async function declaredDelimiter(chunks: AsyncIterable<TextChunk>): Promise<string | undefined> {
  let text = '';
  for await (const chunk of chunks) {
    text += chunk.text.slice(0, longest);
    if (text.length >= longest) break;
  }
  const [, delimiter] = delimiterLine.exec(text.replace(/\r(?!\n)/, '\n')) ?? [];
  return delimiter;
}

/** The text with its first lines emptied; their ends stay, so that later lines keep their numbers. */
export async function* withoutLines(chunks: AsyncIterable<TextChunk>, lines: number): AsyncGenerator<TextChunk> {
  let left = lines;
  let isInCrlf = false;
  for await (const chunk of chunks) {
    if (left === 0 && !isInCrlf) {
      yield chunk;
      continue;
    }
    let [at, ends] = [0, ''];
    for (; at < chunk.text.length && (left > 0 || (isInCrlf && chunk.text[at] === '\n')); at += 1) {
      const character = chunk.text[at] ?? '';
      if (character !== '\r' && character !== '\n') {
        isInCrlf = false;
        continue;
      }
      ends += character;
      if (!(isInCrlf && character === '\n')) left -= 1;
      isInCrlf = character === '\r';
    }
    if (at < chunk.text.length) isInCrlf = false;
    yield { ...chunk, text: ends + chunk.text.slice(at) };
  }
}
