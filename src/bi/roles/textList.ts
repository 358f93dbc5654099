/** Texts as an array of SQL, for statements that take no parameters. */
export const textList = (texts: readonly string[]): string =>
  `array[${texts.map((text) => `'${text.replaceAll("'", "''")}'`).join(', ')}]::text[]`;
