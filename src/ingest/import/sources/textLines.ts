import type { TextChunk } from './textFile.js';

/** One line of a text, without its end. */
export interface TextLine {
  /** The text's first line is 1. */
  readonly line: number;
  /** Cut off after the longest length where it is too long. */
  readonly text: string;
  /** Why the line cannot be taken as it is. */
  readonly fault?: string;
}

/**
 * The lines of a text (they end with LF or CRLF) in batches as they are read, blank ones left out. Of a line longer than
 * `longest` characters only the beginning is kept, as a faulty line.
 */
export async function* textLines(chunks: AsyncIterable<TextChunk>, longest: number): AsyncGenerator<TextLine[]> {
  let rest = '';
  let valid = true;
  let line = 1;
  let tooLong = false;
  const take = (text: string): TextLine[] => {
    const taken: TextLine = { line, text: text.endsWith('\r') ? text.slice(0, -1) : text };
    line += 1;
    if (tooLong || text.length > longest) {
      tooLong = false;
      return [{ ...taken, text: text.slice(0, longest), fault: `is longer than ${longest} characters` }];
    }
    if (!valid && text.includes('\uFFFD')) return [{ ...taken, fault: 'is not valid UTF-8' }];
    return taken.text.trim() === '' ? [] : [taken];
  };
  for await (const chunk of chunks) {
    valid = chunk.valid && (valid || rest === '');
    const lines = (rest + chunk.text).split('\n');
    rest = lines.pop() ?? '';
    yield lines.flatMap(take);
    if (rest.length > longest) {
      tooLong = true;
      rest = rest.slice(0, longest);
    }
  }
  if (rest !== '') yield take(rest);
}
