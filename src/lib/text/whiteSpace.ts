/** The characters that are cut off at both ends of texts, by the import and of what clients ask for. */
export const whiteSpace = ' \t\n\r\f\u000B\u00A0';

const ends = new RegExp(`^[${whiteSpace}]+|(?<![${whiteSpace}])[${whiteSpace}]+$`, 'g');

/** The text without white space at its ends: exactly what the import cuts off. */
export const trimmed = (text: string): string => text.replace(ends, '');
