/** What makes a spreadsheet take a text for a formula. */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/;

/** A signed number or a telephone number: nothing in it can be called. */
const digitsOnly = /^[+-][\d ().,/-]*$/;

/** A text for a cell of a spreadsheet: behind an apostrophe where it would be taken for a formula; numbers stay numbers. */
export const harmlessText = (text: string): string =>
  formulaStart.test(text) && !digitsOnly.test(text) ? `'${text}` : text;
