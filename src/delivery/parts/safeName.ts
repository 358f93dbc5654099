/** Bytes of a name in UTF-8: two of them, an ending and a number fit into the 255 that file systems take. */
const mostBytes = 75;

/** Half a character at the end is left out. */
const cut = (text: string): string =>
  Buffer.from(text)
    .subarray(0, mostBytes)
    .toString()
    .replace(/\uFFFD+$/, '');

/**
 * A name in characters that are safe in names of files: letters and digits of any script, and `-`, which stands for all
 * others. Different names may become one.
 */
export const safeName = (name: string): string =>
  cut(
    name
      .normalize('NFC')
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, ''),
  ).replace(/-$/, '') || 'unnamed';
