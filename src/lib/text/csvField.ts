/** A text as a field of a line of CSV (RFC 4180); empty for null. */
export const csvField = (text: string | null): string =>
  text === null ? '' : /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
