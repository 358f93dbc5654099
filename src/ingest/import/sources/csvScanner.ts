/** How CSV text is written. */
export interface CsvOptions {
  readonly delimiter: string;
  /** One character, or nothing: then no character is special but the delimiter and the end of a line. */
  readonly quote: string;
}

/**
 * What is found at the beginning of a row: its fields and where the next one begins; `bad` where a quote is not closed,
 * or closed before its field ends; `open` where the text ends before the row does.
 */
export type FoundRow = { readonly fields: string[]; readonly end: number } | 'bad' | 'open';

/** Why a line with such a quote is no row. */
export const badQuote = 'has a quote that is not closed, or closed before the field ends';

/**
 * Finds rows of CSV text, which may come in pieces; places are indexes in `text`. Outside quotes LF, CRLF and CR all
 * end a line, so no piece but the last may end with a CR. A row that is bad or open may be passed over by its first
 * line alone, and still the work stays in proportion to the text: what lies behind a quote that is not closed is looked
 * through once. For a later row that is inside quotes at the end of a line where an earlier one was too goes on as that
 * one does.
 */
export class CsvScanner {
  #text = '';
  #isLast = false;
  /** A place up to which every end of a line is inside quotes, as is the place itself; -1 for none. */
  #inside = -1;
  /** Whether rows that are inside quotes there are known to be bad. */
  #isBad = false;

  constructor(readonly options: CsvOptions) {}

  /** The text that rows are found in. */
  get text(): string {
    return this.#text;
  }

  /** Drops what lies before a place, and adds a piece; `isLast` where nothing follows it. */
  add(from: number, piece: string, isLast: boolean): void {
    this.#text = this.#text.slice(from) + piece;
    this.#isLast = isLast;
    this.#inside -= from;
  }

  /**
   * The lines from a place on that are rows for sure, because no quote is in them nor behind them in theirs; with the
   * end of the last. '' where the first has one, or no end.
   */
  plainLines(at: number): string {
    const { quote } = this.options;
    const next = quote === '' ? -1 : this.#text.indexOf(quote, at);
    let end = (next < 0 ? this.#text.length : next) - 1;
    while (end >= at && !isLineEnd(this.#text.charCodeAt(end))) end -= 1;
    return end < at ? '' : this.#text.slice(at, end + 1);
  }

  /** The row that begins at a place; rows are asked for in the order of the text. */
  row(at: number): FoundRow {
    const fields: string[] = [];
    const end = this.#walk(at, fields);
    if (end !== 'joined') return typeof end === 'number' ? { fields, end } : end;
    if (this.#isBad) return 'bad';
    const joined = this.#walk(this.#inside);
    if (typeof joined !== 'number') return joined as 'bad' | 'open';
    // What was known of rows is of no use behind the end of this one.
    this.#inside = -1;
    return this.row(at);
  }

  /**
   * Goes through a row from its beginning and collects its fields, or, without `fields`, from a place inside quotes.
   * Gives where the row ends; `joined` where it goes on as a row that was looked through before.
   */
  #walk(from: number, fields?: string[]): number | 'bad' | 'open' | 'joined' {
    const { delimiter, quote } = this.options;
    const text = this.#text;
    let [at, known] = [from, -1];
    for (let isInside = fields === undefined; ; isInside = false) {
      if (!isInside && text[at] !== quote) {
        const end = fieldEnd(delimiter, text, at);
        if (end === text.length && !this.#isLast) return this.#open(known);
        fields?.push(text.slice(at, end));
        if (text[end] !== delimiter) return behindLineEnd(text, end);
        at = end + 1;
        continue;
      }
      const begin = isInside ? at : at + 1;
      const close = this.#closing(begin);
      if (fields !== undefined && this.#joins(begin, close)) return 'joined';
      if (close < 0) return this.#isLast ? this.#bad(text.length) : this.#open(text.length);
      const next = this.#behindBlanks(close + 1);
      const isEnd = next === text.length;
      if (isEnd && !this.#isLast) return this.#open(close);
      if (!isEnd && text[next] !== delimiter && !isLineEnd(text.charCodeAt(next))) return this.#bad(close);
      fields?.push(this.#unescaped(text.slice(begin, close)));
      if (text[next] !== delimiter) return behindLineEnd(text, next);
      known = close;
      at = next + 1;
    }
  }

  /** The first quote from a place on that is not one of two, which stand for one; -1 for none. */
  #closing(from: number): number {
    const { quote } = this.options;
    let at = this.#text.indexOf(quote, from);
    while (at >= 0 && this.#text[at + 1] === quote) at = this.#text.indexOf(quote, at + 2);
    return at;
  }

  #unescaped(field: string): string {
    const { quote } = this.options;
    return field.includes(quote) ? field.replaceAll(quote + quote, () => quote) : field;
  }

  /** The place behind blanks between a quote and what ends its field. */
  #behindBlanks(from: number): number {
    const { delimiter } = this.options;
    let at = from;
    for (; at < this.#text.length; at += 1) {
      const character = this.#text[at] ?? '';
      if (character === delimiter || isLineEnd(character.charCodeAt(0)) || character.trim() !== '') break;
    }
    return at;
  }

  /** Whether a field in quotes reaches over an end of a line at which another row was inside quotes too. */
  #joins(begin: number, close: number): boolean {
    if (this.#inside <= begin) return false;
    const end = close < 0 ? this.#inside : Math.min(close, this.#inside);
    return nextLineEnd(this.#text, begin, end) < end;
  }

  #open(inside: number): 'open' {
    if (inside > this.#inside) [this.#inside, this.#isBad] = [inside, false];
    return 'open';
  }

  #bad(inside: number): 'bad' {
    if (inside >= this.#inside) [this.#inside, this.#isBad] = [inside, true];
    return 'bad';
  }
}

const [lf, cr] = [10, 13];

const isLineEnd = (code: number): boolean => code === lf || code === cr;

/** Where a field without quotes ends: at a delimiter, an end of a line, or the end of the text. */
function fieldEnd(delimiter: string, text: string, from: number): number {
  const code = delimiter.charCodeAt(0);
  for (let at = from; at < text.length; at += 1) {
    const found = text.charCodeAt(at);
    if (found === code || isLineEnd(found)) return at;
  }
  return text.length;
}

/** Where the first end of a line between two places begins; the second place where there is none. */
export function nextLineEnd(text: string, from: number, end: number): number {
  for (let at = from; at < end; at += 1) if (isLineEnd(text.charCodeAt(at))) return at;
  return end;
}

/** The place behind the end of a line that begins at a place; the place itself at the end of the text. */
export function behindLineEnd(text: string, at: number): number {
  if (at >= text.length) return at;
  return text.charCodeAt(at) === cr && text.charCodeAt(at + 1) === lf ? at + 2 : at + 1;
}
