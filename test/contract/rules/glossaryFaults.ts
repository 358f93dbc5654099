/** The words of a glossary, group by group, each with what it says of them. */
const groupsOf = (text: string): { readonly word: string; readonly line: string }[][] =>
  text.split(/^## /m).map((group) =>
    group.split('\n').flatMap((line) => {
      const word = /^- (?:\*\*(.+?)\*\*)?/.exec(line);
      return word === null ? [] : [{ word: word[1] ?? '', line }];
    }),
  );

const inOrder = (word: string): string => word.replace(/^[`@]+/, '').toLowerCase();

/** Entries that are not one word with one sentence, words that come twice, and those out of the order of the alphabet. */
export function glossaryFaults(text: string): string[] {
  const groups = groupsOf(text);
  const words = groups.flat().map(({ word }) => word);
  return groups.flatMap((group) =>
    group.flatMap(({ word, line }, n) => {
      if (!/^- \*\*[^*]+\*\*: [A-Z`][^\n]*\.$/.test(line) || /[.!?] [A-Z]/.test(line))
        return [`"${line}" is not a word with one sentence`];
      if (words.filter((one) => one === word).length > 1) return [`"${word}" comes twice`];
      const before = group[n - 1]?.word ?? '';
      return inOrder(before) > inOrder(word) ? [`"${word}" comes behind "${before}"`] : [];
    }),
  );
}
