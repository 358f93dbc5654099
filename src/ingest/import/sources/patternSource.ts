import { badConfig } from '../values/badConfig.js';
import { compilePattern } from '../values/compilePattern.js';
import { withinTime } from '../values/withinTime.js';
import { columnShape } from './columnShape.js';
import type { ImportSource, SourceRow } from './importSource.js';
import type { TextChunk } from './textFile.js';
import { textLines, type TextLine } from './textLines.js';

/** Characters; patterns may take long on long texts. */
const longestLine = 10_000;

/**
 * Rows of lines that match a regular expression; its named groups are the columns. A line that does not match is a
 * faulty row. Throws a `UserError` for a pattern that is none or names no group; `where` is the place of the format.
 */
export function patternSource(
  name: string,
  open: () => AsyncIterable<TextChunk>,
  pattern: string,
  where: string,
): Pick<ImportSource, 'shape' | 'rows'> {
  const expression = compilePattern(pattern, `${where}.pattern`);
  const names = [...pattern.matchAll(/\(\?<([A-Za-z_$][\w$]*)>/g)].map(([, group = '']) => group);
  if (names.length === 0) throw badConfig(`${where}.pattern names no column: write groups as (?<name>…).`);
  const read = ({ line, text, fault }: TextLine): SourceRow => {
    const raw = (): string => text;
    const found = fault === undefined ? expression.exec(text) : null;
    if (found === null)
      return { line, fields: [text], fault: fault ?? 'does not match the pattern of its format', raw };
    return { line, fields: names.map((group) => found.groups?.[group] ?? null), raw };
  };
  const rows = async function* (): AsyncGenerator<SourceRow[]> {
    for await (const lines of textLines(open(), name, longestLine))
      yield withinTime(() => lines.map(read), `${where}.pattern`, lines[0]?.line);
  };
  return { shape: columnShape(name, names), rows };
}
