import { countsAs, spelledOut, unread } from './foldingTables.js';

const hidden = new RegExp(`[${unread}]`, 'gu');

const others = new Map<string, string>([
  ...spelledOut,
  ...countsAs.flatMap(([letters, counted]) => {
    const each = Array.from(counted);
    return Array.from(letters).map((letter, n) => [letter, each[n] ?? ''] as const);
  }),
]);

const isAscii = (text: string): boolean => !/[^\0-\x7f]/.test(text);

/**
 * A text as it is compared where neither case nor accents count: `MÜLLER`, `müller` and `Muller` are `muller`. The same as
 * `facet.folded` in the database.
 */
export function foldText(text: string): string {
  if (isAscii(text)) return text.toLowerCase();
  const letters = text.normalize('NFKD').replace(hidden, '');
  const counted = Array.from(letters, (letter) =>
    letter < '\x80' ? letter.toLowerCase() : (others.get(letter) ?? letter),
  );
  return counted.join('').normalize('NFC');
}
