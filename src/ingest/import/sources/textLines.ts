import { UserError } from '../../../lib/errors/UserError.js';
import { badBytes, type TextChunk } from './encodings.js';

/** One line of a text, without its end. */
export interface TextLine {
  /** The text's first line is 1. */
  readonly line: number;
  /** Cut off after the longest length where it is too long. */
  readonly text: string;
  /** Why the line is faulty; undefined for a good one. */
  readonly fault?: string;
}

/** Characters; what goes on longer is no text of lines. */
const endless = 20_000_000;

/**
 * The lines of a text, in batches as they are read, without blank ones. Lines end with LF or CRLF; with CR where the
 * first piece has no LF. Of a line longer than `longest` characters only the beginning is kept, as a faulty line.
 * Throws a `UserError`, naming the file, for a line of more than 20 million characters.
 */
export async function* textLines(
  chunks: AsyncIterable<TextChunk>,
  file: string,
  longest: number,
): AsyncGenerator<TextLine[]> {
  let rest = '';
  let length = 0;
  let valid = true;
  let line = 1;
  let newline: string | undefined;
  let encoding: string | undefined;
  const take = (text: string): TextLine[] => {
    const taken: TextLine = { line, text: text.endsWith('\r') ? text.slice(0, -1) : text };
    line += 1;
    if (text.length > longest)
      return [{ ...taken, text: text.slice(0, longest), fault: `is longer than ${longest} characters` }];
    if (!valid && text.includes('\uFFFD')) return [{ ...taken, fault: badBytes(encoding) }];
    return taken.text.trim() === '' ? [] : [taken];
  };
  for await (const chunk of chunks) {
    valid = chunk.valid && (valid || length === 0);
    encoding = chunk.encoding;
    newline ??= chunk.text.includes('\r') && !chunk.text.includes('\n') ? '\r' : '\n';
    const last = chunk.text.lastIndexOf(newline);
    if (last >= 0) {
      const lines = (rest + chunk.text.slice(0, last)).split(newline);
      [rest, length] = ['', 0];
      yield lines.flatMap(take);
    }
    // One character more than the longest line has is enough to find it too long, however much follows.
    rest += chunk.text.slice(last + 1, last + 1 + Math.max(0, longest + 1 - rest.length));
    length += chunk.text.length - last - 1;
    if (length > endless) throw new UserError(`${file}, line ${line} is too long to be read.`, 'BAD_FILE');
  }
  if (rest !== '') yield take(rest);
}
