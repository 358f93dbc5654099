import { mostTexts, type WrittenText } from '../../lib/written/shape.js';
import type { ProfileColumn } from '../catalogue.js';

/** Values of a snapshot that a statement writes as one text: its shape, and the columns behind its fields. */
export interface ProfileText {
  readonly shape: WrittenText;
  readonly columns: ReadonlyMap<string, ProfileColumn>;
}

/** What an operation needs of a snapshot; `key` names it. */
export interface ProfileSelection {
  readonly key: string;
  /** What is read one by one. */
  readonly columns: readonly ProfileColumn[];
  readonly texts: readonly ProfileText[];
  /** How many columns all that is. */
  readonly size: number;
}

const byName = <T>(named: ReadonlyMap<string, T>): T[] =>
  [...named].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);

/** Columns in a set order without doubles, so that the same question has the same text. */
export function toSelection(columns: readonly ProfileColumn[], texts: readonly ProfileText[] = []): ProfileSelection {
  const unique = new Map(columns.map((column) => [column.key, column]));
  const uniqueTexts = new Map(texts.map((text) => [text.shape.property, text]));
  if (uniqueTexts.size > mostTexts)
    return toSelection([...columns, ...texts.flatMap((text) => [...text.columns.values()])]);
  const all = new Set([...unique.keys(), ...texts.flatMap((text) => [...text.columns.values()].map(({ key }) => key))]);
  return {
    key: [...unique.keys(), ...uniqueTexts.keys()].toSorted().join(' '),
    columns: byName(unique),
    texts: byName(uniqueTexts),
    size: all.size,
  };
}

/** One selection for all that several need. */
export const joinSelections = (selections: readonly ProfileSelection[]): ProfileSelection =>
  toSelection(
    selections.flatMap(({ columns }) => columns),
    selections.flatMap(({ texts }) => texts),
  );

/** A selection with every value read by itself. */
export const withoutTexts = ({ columns, texts }: ProfileSelection): ProfileSelection =>
  toSelection([...columns, ...texts.flatMap((text) => [...text.columns.values()])]);
