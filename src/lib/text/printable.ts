/** What moves a cursor, ends a line or turns the direction of writing, and half characters. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** Text from outside as one line of a terminal or a log: what would make another line, or rewrite it, is shown as `\u{1b}`. */
export const printable = (text: string): string =>
  text.replace(unprintable, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
