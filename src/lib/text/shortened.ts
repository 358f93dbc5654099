/** The longest text that is repeated in a sentence: no name of the catalogue is longer. */
export const longestName = 63;

/** A text from outside as a sentence may repeat it: at most 63 characters and "…". */
export const shortened = (text: string): string =>
  text.length <= longestName ? text : `${text.slice(0, longestName).replace(/\p{Surrogate}$/u, '')}…`;
