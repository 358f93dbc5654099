const letter = /[\p{L}\p{N}]/u;

/** Whether a text stands in another as a word of its own: with no letter or digit right before or behind it. */
export function isWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const [before = '', behind = ''] = [text[at - 1], text[at + word.length]];
    if (!letter.test(before) && !letter.test(behind)) return true;
  }
  return false;
}
