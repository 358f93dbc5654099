import { badQuote } from './csvScanner.js';
import type { TextChunk } from './encodings.js';
import type { SourceRow } from './importSource.js';
import { textLines } from './textLines.js';

/** Characters. */
const longestLine = 2_000_000;

/**
 * The rows of text whose columns are parted by runs of blanks (spaces and tabs), one a line; blanks before and behind
 * the columns do not count. A field with blanks stands in quotes, two of which in it stand for one.
 */
export async function* blankRows(
  chunks: AsyncIterable<TextChunk>,
  file: string,
  quote: string,
): AsyncGenerator<SourceRow[]> {
  for await (const lines of textLines(chunks, file, longestLine))
    yield lines.map(({ line, text, fault }) => {
      const fields = fault === undefined ? fieldsOf(text, quote) : undefined;
      return fields === undefined ? { line, fields: [text], fault: fault ?? badQuote } : { line, fields };
    });
}

const isBlank = (character: string | undefined): boolean => character === ' ' || character === '\t';

/** The fields of a line; undefined for a quote that is not closed, or closed before its field ends. */
function fieldsOf(text: string, quote: string): string[] | undefined {
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    while (isBlank(text[at])) at += 1;
    if (at >= text.length) return fields;
    const begin = at;
    if (quote === '' || text[at] !== quote) {
      while (at < text.length && !isBlank(text[at])) at += 1;
      fields.push(text.slice(begin, at));
      continue;
    }
    at = text.indexOf(quote, begin + 1);
    while (at >= 0 && text[at + 1] === quote) at = text.indexOf(quote, at + 2);
    if (at < 0 || (at + 1 < text.length && !isBlank(text[at + 1]))) return undefined;
    fields.push(text.slice(begin + 1, at).replaceAll(quote + quote, () => quote));
    at += 1;
  }
}
