/** The words of a text, apart by commas. */
export const split = (text: string): readonly string[] => text.split(',').map((word) => word.trim());

/** The cells of a text, row by row, apart by `|`; blank lines do not count. */
export const cells = (text: string): readonly (readonly string[])[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.split('|').map((cell) => cell.trim()));
