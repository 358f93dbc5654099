import { stringLiterals, type StringLiteral } from './stringLiterals.js';

/** Words that have one place in the sources. */
export interface Vocabulary {
  readonly name: string;
  readonly words: readonly string[];
  /** Where its words are words of other vocabularies too: what stands before one that is of this. */
  readonly place?: RegExp;
}

/** Characters before a word that tell what it is. */
const nearby = 80;

/** The words that a literal spells, with what stands before each: itself, or in quotes or a list of PostgreSQL within it. */
function spelled({ text, before }: StringLiteral): { readonly word: string; readonly before: string }[] {
  const inside = [...text.matchAll(/(?<=['{,])\w+(?=['},])/g)];
  return [
    { word: text, before: before.slice(-nearby) },
    ...inside.map((match) => ({ word: match[0], before: (before + text.slice(0, match.index)).slice(-nearby) })),
  ];
}

/** Literals that follow each other in a list, a union of types or as the values of an object. */
function runsOf(source: string, literals: readonly StringLiteral[]): StringLiteral[][] {
  const runs: StringLiteral[][] = [];
  for (const literal of literals) {
    const last = runs.at(-1)?.at(-1);
    const end = (last?.before.length ?? 0) + (last?.text.length ?? 0);
    const between = source.slice(end, literal.before.length);
    if (last !== undefined && /^['"]\s*[,|]\s*(?:\w+:\s*)?['"]$/.test(between)) runs.at(-1)?.push(literal);
    else runs.push([literal]);
  }
  return runs;
}

/** The list that retypes a vocabulary: three of its words and more, which are half of the list at least. */
function retyped({ words }: Vocabulary, run: readonly StringLiteral[]): boolean {
  const found = new Set(run.map(({ text }) => text).filter((text) => words.includes(text)));
  return found.size >= 3 && found.size * 2 >= run.length;
}

function faultsOf(source: string, vocabulary: Vocabulary): string[] {
  const { name, words, place } = vocabulary;
  const literals = stringLiterals(source);
  const single = literals.flatMap((literal) =>
    spelled(literal)
      .filter(({ word, before }) => words.includes(word) && (place?.test(before) ?? true))
      .map(({ word }) => `${literal.line} spells the ${name} "${word}"`),
  );
  const lists = place === undefined ? [] : runsOf(source, literals).filter((run) => retyped(vocabulary, run));
  return [...single, ...lists.map(([first]) => `${first?.line} lists words of the ${name}`)];
}

/** Places where sources, by file, spell words that have a place of their own. */
export const wordFaults = (sources: Readonly<Record<string, string>>, vocabularies: readonly Vocabulary[]): string[] =>
  Object.entries(sources).flatMap(([file, source]) =>
    vocabularies.flatMap((vocabulary) => faultsOf(source, vocabulary).map((fault) => `${file}:${fault}`)),
  );
