const marks: readonly (readonly [RegExp, string])[] = [
  // A type, not the word in a comment, nor the SQL operator, which an opening bracket follows.
  [/(?:[:<|&,]|\bas|=>)\s*any\b(?!\s*\(|\w|\s+\w)/, 'uses any'],
  [/^export default\b|\bas default\b/, 'has a default export'],
  [/\b(?:TODO|FIXME|XXX|HACK)\b/, 'leaves something to do'],
];

/** Whether a line is one of a comment alone. */
export const isComment = (line: string): boolean => /^\s*(?:\/\/|\/?\*)/.test(line);

/** Lines of source texts, by file, that hold what the house does not want. */
export const textFaults = (sources: Readonly<Record<string, string>>): string[] =>
  Object.entries(sources).flatMap(([file, text]) =>
    text
      .split('\n')
      .flatMap((line, index) =>
        marks
          .filter(([pattern, words]) => pattern.test(line) && !(isComment(line) && words === 'uses any'))
          .map(([, words]) => `${file}:${index + 1} ${words}`),
      ),
  );

const lines = (text: string): number => text.split('\n').length - 1;

/** Files of more than 300 lines, but for the tables. */
export const lengthFaults = (sources: Readonly<Record<string, string>>): string[] =>
  Object.entries(sources)
    .filter(([file, text]) => lines(text) > 300 && !file.startsWith('db/tables/'))
    .map(([file, text]) => `${file} has ${lines(text)} lines`);

/** The number of lines of the file in the middle. */
export function medianLength(sources: Readonly<Record<string, string>>): number {
  const sorted = Object.values(sources)
    .map(lines)
    .toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
